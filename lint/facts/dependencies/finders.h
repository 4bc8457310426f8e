#pragma once
// Which packages a deployment requires: every manifest, lock file and command.

#include <string_view>

#include "lint/facts/facts.h"
#include "mcplint/shell.h"

namespace mcplint {

/// Finds what a manifest or lock file lists, and what it is. `facts.manifest` is
/// empty behind it if it is neither.
void find_dependencies(const Config& config, Facts& facts);
/// Makes a Manifest of what a requirements file was found to hold.
void find_requirements_manifest(Facts& facts);
/// The same for a Python file, whether or not a server reaches it: what a script
/// says it needs (PEP 723), and what `setup.py` does.
void find_python_dependencies(const Source& source, Facts& facts);
void find_script_dependencies(const Source& source, Facts& facts);
void find_setup_dependencies(const Source& source, Facts& facts);
/// What launches fetch before they start a server.
void find_launched_dependencies(Facts& facts);
/// What the commands of a Dockerfile install.
void find_installed_dependencies(const Dockerfile& dockerfile, Facts& facts);
/// What a script of CI or of a task runner installs.
void find_installed_dependencies(const ShellScript& script, Facts& facts);
/// A package that a launch or a command names.
Dependency dependency_of(const LaunchedPackage& package, const Source& source,
                         Dependency::From from);

/// A Manifest for a lock file that is there, but whose format is not text.
bool is_opaque_lock(std::string_view path);
/// Whether a file of that name is a lock file.
bool is_lock(std::string_view path);
void add_opaque_lock(Facts& facts);

/// Takes out what no Python on no system that the project may run on installs, and the markers
/// that hold on all of them. To be called before anything points at dependencies.
void settle_markers(Project& project);
/// Ties dependencies to their manifests, manifests to their lock files and
/// workspaces, and each dependency to what the lock file has for it.
void link_manifests(Project& project);
/// Says which manifests are those of MCP servers, once servers are known.
void mark_server_manifests(Project& project);

}  // namespace mcplint
