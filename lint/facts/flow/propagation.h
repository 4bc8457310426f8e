#pragma once
// What calls of other people's code do with data: tables, no code.

#include <string_view>

namespace mcplint::flow {

/// Whether the result of a call of `callee` is made of what it was given.
bool carries_arguments(std::string_view callee);

/// Whether the result of `callee` has the items of what it was given: a copy.
bool keeps_items(std::string_view callee);

/// Whether that `callee` returned at all says something of what it was given.
bool may_refuse(std::string_view callee);

/// Whether what `callee` returns is (of) the request that a client sent.
bool returns_request(std::string_view callee);

/// Whether attribute `name` of a request is something that whoever sent it chose.
bool is_sent(std::string_view name);

/// Whether the result of the method `name` of tainted data is made of that data.
bool carries_receiver(std::string_view name);

/// Whether the method `name` of an open file or an answer, called without
/// arguments, brings all of what it holds.
bool reads_all(std::string_view name);

/// Whether what `callee` brings in is a table, whose parts differ in what they say.
bool brings_table(std::string_view callee);

/// Whether attribute `name` of an answer, a file or a process is a number, a state or
/// an address: nothing of what it holds.
bool says_little(std::string_view name);

/// Whether `callee` makes a path without a separator at its end.
bool takes_separators(std::string_view callee);

/// The type of what `callee` returns, given that its receiver has `type`;
/// empty if unknown. Paths are what the rules need to tell from strings.
std::string_view result_type(std::string_view callee);

/// The type of attribute `name` of a value of `type`.
std::string_view attribute_type(std::string_view type, std::string_view name);

/// For calls such as `asyncio.to_thread(f, x)` that call their argument with the
/// arguments behind it: its position; -1 for all others.
int called_argument(std::string_view callee);

/// The type that an annotation means: "str", "pathlib.Path"; empty if unknown.
/// `settled` becomes true if no value of it can be a path, command or address.
struct AnnotatedType {
  std::string_view type;
  bool settled = false;
  bool is_context = false;  // the SDK hands it in, and with it what the client's request said
};
AnnotatedType annotated_type(std::string_view annotation);

}  // namespace mcplint::flow
