#include "lint/facts/facts.h"
namespace mcplint { void find_containers(const Dockerfile&, std::vector<Container>&) {} }
