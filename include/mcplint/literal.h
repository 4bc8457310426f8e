#pragma once
// Text that looks like a credential.

#include <string>
#include <string_view>

#include "mcplint/text.h"

namespace mcplint {

/// A value in any text file that has the form, or the name, of a credential.
/// Placeholders (`YOUR_API_KEY`, `${TOKEN}`) never become Literals.
struct Literal {
  enum class Kind {
    Token,       // it has a form that one vendor gives its tokens
    Named,       // only the name it is given tells
    Fallback,    // likewise, and it is taken if nothing is set: `getenv("TOKEN", "…")`
    InUrl,       // a password before the host of a URL, or a key in its query
    PrivateKey,  // with its frame, from BEGIN to END
  };

  Kind kind = Kind::Named;
  const Source* source = nullptr;
  Span span;                // the credential alone, without quotes
  std::string_view format;  // what it is, for people: "GitHub personal access token"; in a URL,
                            // "password" or "token"; empty if only its name tells
  Span key;  // the name it is given, in a URL also its scheme; empty if there is none
  bool in_example = false;  // a test, example or documentation file: one level milder
  bool in_test = false;     // a test, or data for one: most credentials there are made up
  bool is_ignored = false;  // the file is kept out of the repository by a `.gitignore`
  bool test_mode = false;   // by its form it opens only the vendor's test environment
  bool encrypted = false;   // a private key that asks for a passphrase
  bool guessable = false;   // a fallback made of words: bad only as it signs or encrypts
};

/// Whether what `name` names is a credential: `OPENAI_API_KEY`, `dbPassword`,
/// `--access-token`; not `token_count`, `secret_name`, `max_tokens`.
bool names_credential(std::string_view name);

/// How the file that `literal` stands in would take the same value from outside:
/// "`os.environ["API_KEY"]`" in Python, "`${API_KEY}`" where a shell or a client
/// puts variables in. Words and code, for the help line of a finding.
[[nodiscard]] std::string way_to_keep_out(const Literal& literal);

}  // namespace mcplint
