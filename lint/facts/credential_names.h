#pragma once
// Names that credentials are given: names_credential(), which rules ask too.

#include "mcplint/literal.h"
