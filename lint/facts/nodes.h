#pragma once
// Where each_node() was before rules needed it too.

#include "mcplint/nodes.h"
