#include "scenario/world_sizes.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "kamsim/scenario/limits.hpp"
#include "scenario/overrides.hpp"

namespace kamsim {

namespace {

bool is_override(const toml::node* node)
{
    return node != nullptr && position_of(*node).file.starts_with(override_option);
}

class Sizes {
public:
    Sizes(const TomlTable& document, const TomlTable& section, Experiment& experiment, Reading& reading)
        : document_(document), section_(section), experiment_(experiment), reading_(reading)
    {}

    void settle(std::optional<std::int64_t> worlds)
    {
        const toml::node* replications = document_.raw()["simulation"]["replications"].node();
        const bool file_has_worlds = worlds && !is_override(section_.node("worlds"));
        if (is_override(replications) && file_has_worlds) {
            worlds.reset();
        } else if (worlds && !file_has_worlds && !is_override(replications)) {
            replications = nullptr;
        }
        given_ = replications;
        if (given_ == nullptr || worlds) {
            multiply(worlds.value_or(default_worlds));
        } else {
            divide();
        }
    }

private:
    void refuse(const std::string& message)
    {
        reading_.diagnostics.add(given_ != nullptr ? position_of(*given_) : document_.position("uncertainty"), message);
    }

    void multiply(std::int64_t worlds)
    {
        const std::int64_t futures = experiment_.uncertainty.futures_per_world;
        if (worlds > most_replications / futures) {
            refuse(fmt::format("{} worlds of {} futures are more than {} replications; give fewer", worlds, futures,
                               most_replications));
            return;
        }
        if (given_ != nullptr && experiment_.replications != worlds * futures) {
            refuse(fmt::format("simulation.replications is {}, but {} worlds of {} futures are {}; leave one of them "
                               "out",
                               experiment_.replications, worlds, futures, worlds * futures));
        }
        experiment_.replications = worlds * futures;
    }

    void divide()
    {
        const std::int64_t futures = experiment_.uncertainty.futures_per_world;
        const std::int64_t below = experiment_.replications / futures * futures;
        if (below != experiment_.replications || below == futures) {
            refuse(fmt::format("simulation.replications is {}, not two or more whole worlds of {} futures; the nearest "
                               "{}{}",
                               experiment_.replications, futures,
                               below <= futures ? "is " : fmt::format("are {} and ", below),
                               std::max(2 * futures, below + futures)));
        }
    }

    const TomlTable& document_;
    const TomlTable& section_;
    Experiment& experiment_;
    Reading& reading_;
    const toml::node* given_ = nullptr; ///< of the replications
};

} // namespace

void settle_world_sizes(const TomlTable& document, const TomlTable& section, std::optional<std::int64_t> worlds,
                        Experiment& experiment, Reading& reading)
{
    Sizes(document, section, experiment, reading).settle(worlds);
}

} // namespace kamsim
