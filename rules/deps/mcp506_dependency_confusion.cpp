#include <algorithm>
#include <string_view>

#include "mcplint/dependency.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp506_dependency_confusion = {
    .id = "MCP506",
    .name = "dependency-confusion",
    .summary = "Second package index from which pip takes any name",
    .severity = Severity::High,
    .confidence = Confidence::Medium,
    .cwe = 427,
    .owasp = "MCP04:2025",
    .doc = R"(
pip asks all its indexes for each package and takes the highest version, wherever it comes
from. Whoever publishes a package on PyPI under the name of one of yours, with version 99,
has their code installed in its place.

Use one index that holds your packages and passes the rest on (`--index-url` alone). With
uv, give the index a name, write `explicit = true`, and name it for each package in
`tool.uv.sources`. With hashes for all packages a foreign one is refused, too.
)",
    .blind_spots = R"(
Names that npm takes from a registry of your own without a scope: which those are stands
nowhere. Indexes that environment variables add. Public indexes of PyTorch, NVIDIA and
other builds of packages that PyPI has as well are not reported.
)",
    .check = check,
};

/// Indexes that serve other builds of what their makers publish on PyPI, too.
static constexpr std::string_view kPublic[] = {"download.pytorch.org",
                                               "pypi.nvidia.com",
                                               "pypi.org",
                                               "data.pyg.org",
                                               "wheels.vllm.ai",
                                               "pypi.ngc.nvidia.com",
                                               "flashinfer.ai",
                                               "abetlen.github.io",
                                               "storage.googleapis.com/jax-releases",
                                               "download.openmmlab.com",
                                               "piwheels.org",
                                               "mirrors.aliyun.com",
                                               "pypi.tuna.tsinghua.edu.cn",
                                               "mirrors.cloud.tencent.com",
                                               "pypi.mirrors.ustc.edu.cn",
                                               "pypi.doubanio.com",
                                               "repo.huaweicloud.com",
                                               "pypi.python.org",
                                               "files.pythonhosted.org"};

static bool is_public(std::string_view url) {
  return std::ranges::any_of(kPublic,
                             [&](std::string_view host) { return url.find(host) != url.npos; });
}

/// Whether each package of the file is held to its hashes.
static bool all_hashed(const Project& project, const Manifest& manifest) {
  bool any = false;
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.manifest != &manifest) continue;
    if (!dependency.has_hash) return false;
    any = true;
  }
  return any;
}

/// pip, and what reads its files. uv, Poetry and PDM ask one index after the other.
static bool is_read_by_pip(const Manifest& manifest) {
  using Kind = Manifest::Kind;
  return manifest.ecosystem == "PyPI" &&
         (manifest.kind == Kind::Requirements || manifest.kind == Kind::Constraints ||
          manifest.kind == Kind::Settings);
}

static void check(const Project& project, Report& report) {
  for (const Manifest& manifest : project.manifests) {
    if (!is_read_by_pip(manifest) || all_hashed(project, manifest)) continue;
    for (const PackageIndex& index : manifest.indexes) {
      if (index.kind != PackageIndex::Kind::ExtraIndex || is_public(index.url)) continue;
      report.at(index.span, "`{}` is asked besides PyPI, and the higher version wins", index.url)
          .suggest("make it the only index with `--index-url`, and let it pass on what it does " +
                   std::string("not have"));
    }
  }
}

}  // namespace mcplint
