#pragma once
// What guards are worth: for the rules of this folder, which ask about the same
// calls and judge what was checked before them.

#include <span>
#include <string_view>
#include <vector>

#include "mcplint/tool.h"

namespace mcplint {

/// Whether a text that matches all of `pattern` has none of `characters` in it.
bool pattern_excludes(std::string_view pattern, std::string_view characters);

/// Whether the guard is a match of the whole text with a pattern that lets none
/// of `characters` through.
bool matches_without(const Guard& guard, std::string_view characters);

/// Whether the data, as it is used, is one of a fixed set: found in an
/// allow-list, looked up in a table, or equal to something. A test of a part of it (its
/// extension, its first word) is not, unless that part is what `call` gets.
bool is_one_of_few(const Guard& guard, const TaintedCall& call);

/// Whether the guard shows that the data is made of letters and digits only.
bool is_plain_word(const Guard& guard, const TaintedCall& call);

/// What is known of a path before it is used.
enum class Confinement { None, Weak, Strong };

/// Whether a path was kept below a root. `weak` is set to a check that is there
/// and does not do so, if it has a place.
Confinement confinement(const TaintedCall& call, const Guard** weak = nullptr);

/// Whether a resolved path was only asked to begin with a folder's name, without the separator
/// behind it: `resolved.startswith(str(ROOT))`.
bool lacks_separator(const Guard& guard);

/// Whether a command line went past a filter that does not hold: a list of
/// forbidden characters, an allow-list for its first word.
const Guard* weak_filter(const TaintedCall& call);

/// Whether the first word of a command line was compared with what may be
/// started: that settles which program starts, if no shell reads the rest.
bool names_program(const TaintedCall& call);

/// Whether what a shell or program gets was settled: quoted, or one of few.
bool is_settled_word(const TaintedCall& call);

/// How data gets into a program that is started.
enum class Start { No, Shell, Program, Option, Code };

/// What the data is to the process that a call starts: a part of what a shell
/// reads, the program, one of its options, or code for an interpreter.
Start started_as(const TaintedCall& call);

/// The items in front of the data in the program's list of arguments.
std::vector<std::string> items_before(const TaintedCall& call);

}  // namespace mcplint
