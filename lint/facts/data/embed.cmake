# Makes C++ of a text file: cmake -D INPUT=… -D OUTPUT=… -D NAME=… -P embed.cmake
file(READ ${INPUT} text)
string(FIND "${text}" ")text\"" collision)
if(NOT collision EQUAL -1)
  message(FATAL_ERROR "${INPUT} holds the end of a raw string")
endif()
file(WRITE ${OUTPUT} "// Made of ${NAME} by lint/facts/data/embed.cmake.\n"
  "#include <string_view>\n\nnamespace mcplint {\n\n"
  "extern const std::string_view kBuiltInAdvisories;\n"
  "const std::string_view kBuiltInAdvisories = R\"text(${text})text\";\n\n}  // namespace mcplint\n")
