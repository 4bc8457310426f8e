#include <algorithm>
#include <array>
#include <string>

#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp402_runs_as_root = {
    .id = "MCP402",
    .name = "runs-as-root",
    .summary = "Image whose server runs as root",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 250,
    .owasp = "MCP02:2025",
    .doc = R"(
A tool that can be talked into reading, writing or running something does so
with the rights of the server. As root in a container that is every file of the
image and of every mounted folder, and one mistake in the kernel or the engine
away from the host.

Create a user in the last stage, give it what the server has to write, and end
with `USER`. An image made `FROM scratch` needs no entry in `/etc/passwd`:
`USER 65532:65532` will do. `USER` counts only in the last stage and those that
it is built on; in a stage that files are copied from, it does not.
)",
    .blind_spots = R"(
An entrypoint script that gives root up is not seen, unless the image brings
`gosu` or `su-exec` for that. Base images that set a user of
their own are known from a short list; a private base image that does so is
reported, except where a variable names it.
)",
    .check = check,
};

/// Programs that start another one as another user.
static constexpr auto kDroppers = std::to_array<std::string_view>(
    {"chpst", "gosu", "runuser", "s6-setuidgid", "setpriv", "setuidgid", "su", "su-exec"});

/// Publishers whose images set a user other than root. Sources: the images'
/// own documentation.
static constexpr auto kUnprivileged = std::to_array<std::string_view>({
    "bitnami/",                     // 1001
    "bitnamilegacy/",               // 1001
    "cgr.dev/",                     // Chainguard: 65532, but for the two below
    "chainguard/",                  //
    "dhi.io/",                      // Docker hardened images: 65532, but for -dev
    "ghcr.io/puppeteer/puppeteer",  // pptruser
    "jupyter/",                     // jovyan
    "public.ecr.aws/bitnami/",      // 1001
    "quay.io/jupyter/",             // jovyan
    "selenium/",                    // seluser
    "ghcr.io/linuxserver/",         // their init gives root up: PUID, PGID
    "lscr.io/linuxserver/",         //
    "linuxserver/",                 //
});

/// Systems and languages to build on, which run as root. What runs in an image
/// built on anything else without a command of its own is up to that image:
/// PostgreSQL's, for one, gives root up when it starts.
static constexpr auto kPlain = std::to_array<std::string_view>(
    {"almalinux",   "alpine",    "amazonlinux", "archlinux", "busybox",   "bun",
     "caddy",       "centos",    "debian",      "deno",      "dotnet",    "eclipse-temurin",
     "fedora",      "golang",    "httpd",       "nginx",     "node",      "openjdk",
     "php",         "python",    "rockylinux",  "ruby",      "rust",      "ubi",
     "ubi-minimal", "ubi-micro", "ubuntu",      "uv",        "wolfi-base"});

/// Words in a name or tag that promise a user other than root.
static constexpr auto kPromises = std::to_array<std::string_view>(
    {"nonroot", "non-root", "unprivileged", "rootless", "chiseled"});

/// Red Hat's builder images, `ubi9/python-312`, run as 1001; `ubi9/ubi` does not.
static constexpr auto kUbiLanguages = std::to_array<std::string_view>(
    {"dotnet-", "go-toolset", "nodejs-", "openjdk-", "perl-", "php-", "python-", "ruby-"});

static std::string_view last_part(std::string_view name) {
  return name.substr(name.rfind('/') + 1);  // npos + 1 is 0
}

template <class Range>
static bool begins_with_one_of(std::string_view text, const Range& beginnings) {
  return std::ranges::any_of(beginnings,
                             [&](auto beginning) { return text.starts_with(beginning); });
}

static bool sets_a_user(const ImageReference& base) {
  const std::string_view name = base.familiar_name();
  const std::string_view image = last_part(name);
  if (image == "wolfi-base" || image == "chainguard-base") return false;
  if (name.starts_with("dhi.io/")) return base.tag.find("-dev") == std::string::npos;
  if (name.find("/ubi") != std::string_view::npos && begins_with_one_of(image, kUbiLanguages)) {
    return true;
  }
  const bool promised = std::ranges::any_of(kPromises, [&](std::string_view promise) {
    return name.find(promise) != std::string_view::npos ||
           base.tag.find(promise) != std::string::npos;
  });
  return promised || begins_with_one_of(name, kUnprivileged);
}

static bool is_plain(const ImageReference& base) {
  return std::ranges::find(kPlain, last_part(base.name)) != kPlain.end();
}

static bool is_root(std::string_view user) {
  const std::string_view name = user.substr(0, user.find(':'));
  return name == "root" || name == "0" || name.empty();
}

/// Whether `word` stands in `text` by itself, not as a part of another.
static bool mentions(std::string_view text, std::string_view word) {
  const auto joins = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !joins(text[at - 1])) && (end == text.size() || !joins(text[end]))) return true;
  }
  return false;
}

/// Whether the image brings a program that has no other use than to give root
/// up in an entrypoint script.
static bool brings_dropper(const Container& container) {
  for (const Stage* stage = container.stage; stage != nullptr; stage = stage->base) {
    for (const Instruction& instruction : stage->instructions) {
      if (instruction.keyword != "RUN" && instruction.keyword != "COPY") continue;
      const std::string_view text = instruction.span.text;
      if (mentions(text, "gosu") || mentions(text, "su-exec")) return true;
    }
  }
  return false;
}

static bool drops_privileges(const Container& container) {
  const bool in_sight = std::ranges::any_of(container.entrypoint, [](const Text& word) {
    return std::ranges::find(kDroppers, last_part(word.text)) != kDroppers.end();
  });
  return in_sight || brings_dropper(container);
}

/// The lines to add, as the base image has the programs for them.
static std::string advice(const Container& container) {
  const ImageReference& base = container.base;
  const std::string_view image = last_part(base.name);
  const auto speaks_of = [&](std::string_view word) {
    return base.name.find(word) != std::string::npos || base.tag.find(word) != std::string::npos;
  };
  if (sets_a_user(base)) {
    return "switch back behind the last step that needs root, to the user that the image brings: "
           "`USER 65532` or `USER 1001` in most";
  }
  for (std::string_view brought : {"node", "bun", "deno"}) {
    if (image == brought) {
      return "end with `USER " + std::string(brought) + "`, a user that the image brings, and " +
             "`COPY --chown=" + std::string(brought) + "` what it has to write";
    }
  }
  if (base.name == "scratch") return "end with `USER 65532:65532`";
  if (image.starts_with("ubi"))
    return "end with `USER 1001`: a number needs no entry in /etc/passwd";
  if (speaks_of("distroless")) return "end with `USER nonroot`, or take the tag `nonroot`";
  if (speaks_of("alpine") || speaks_of("wolfi") || speaks_of("busybox")) {
    return "add `RUN adduser -D app` and `USER app` before the last `CMD` or `ENTRYPOINT`";
  }
  return "add `RUN useradd --create-home app` and `USER app` before the last `CMD` or `ENTRYPOINT`";
}

/// What to add where the image is started, not made.
static std::string advice_for_user(const Container& container) {
  if (container.from == Container::From::Kubernetes) {
    return "add `securityContext: {runAsNonRoot: true, runAsUser: 1000}`, and give that user what "
           "the server writes";
  }
  if (container.from == Container::From::Launch) return "add `--user 1000:1000`";
  if (container.from == Container::From::Compose) {
    return "add `user: \"1000:1000\"` to the service, and give that user what the server writes";
  }
  return advice(container);
}

/// Servers of files and proxies start as root to open their port, then give it up.
static bool gives_root_up(const Container& container) {
  constexpr auto kServers = std::to_array<std::string_view>({"nginx", "openresty", "httpd"});
  if (std::ranges::find(kServers, last_part(container.base.name)) == kServers.end()) return false;
  if (container.entrypoint.empty()) return true;
  return begins_with_one_of(last_part(container.entrypoint.front().text), kServers);
}

/// A system without such a user.
static bool is_windows(const ImageReference& base) {
  return base.name.find("/windows") != std::string::npos ||
         base.tag.find("windowsservercore") != std::string::npos ||
         base.tag.find("nanoserver") != std::string::npos;
}

static void check_explicit(const Container& container, Report& report) {
  if (!container.user_resolved || !is_root(container.user->text)) return;
  const bool made = container.from == Container::From::Dockerfile;
  report
      .at(container.user->span,
          made ? "the last `USER` is `{}`" : "the container runs as user `{}`",
          container.user->text)
      .suggest(advice_for_user(container));
}

static void check(const Container& container, Report& report) {
  if (container.development || container.prepares) return;
  if (drops_privileges(container) || container.user_overridden) return;
  if (container.user) return check_explicit(container, report);
  const ImageReference& base = container.base;
  if (!base.resolved || base.name.empty() || sets_a_user(base) || is_windows(base)) return;
  if (gives_root_up(container)) return;
  if (container.from != Container::From::Dockerfile) {
    // What the image is made of decides, and that is seen where it is made.
    const bool known =
        container.build_file.empty() && is_plain(base) && last_part(base.name) != "caddy";
    if (!known || container.partial) return;
  }
  if (container.entrypoint.empty() && !is_plain(base)) return;  // as the base image sees fit
  report
      .at(container.span, "no `{}` is set, and `{}` runs as root",
          container.from == Container::From::Dockerfile ? "USER" : "user", base.to_string())
      .suggest(advice_for_user(container));
}

}  // namespace mcplint
