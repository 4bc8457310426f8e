#include "lint/engine/configuration_targets.h"

namespace mcplint {

static constexpr TargetKey kTargets[] = {
    {"coverage", &Targets::coverage},
    {"response-simple", &Targets::response_simple},
    {"response-complex", &Targets::response_complex},
    {"memory", &Targets::memory},
    {"cpu-idle", &Targets::cpu_idle},
    {"cpu-active", &Targets::cpu_active},
    {"error-rate", &Targets::error_rate},
    {"concurrency", &Targets::concurrency},
    {"requests", &Targets::requests},
    {"max-age", &Targets::max_age},
};

std::span<const TargetKey> target_keys() { return kTargets; }

}  // namespace mcplint
