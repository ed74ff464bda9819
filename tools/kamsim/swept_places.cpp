#include "kamsim/swept_places.hpp"

#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "kamsim/command.hpp"

namespace kamsim::program {

namespace {

/// Parts between commas. A comma before a part without "=" belongs to a label.
std::vector<std::string> parts_of(const std::string& text)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto part = text.substr(begin, end - begin);
        if (part.find('=') == std::string::npos && !parts.empty()) {
            parts.back() += "," + part;
        } else {
            parts.push_back(part);
        }
        begin = end + 1;
    }
    return parts;
}

} // namespace

std::size_t swept_input(const SweepSpace& space, const std::string& name)
{
    std::string names;
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        if (space.factor(input).name == name) {
            return input;
        }
        names += (input == 0 ? "" : ", ") + space.factor(input).name;
    }
    throw UsageError(fmt::format("the sweep varies no factor \"{}\"; there is {}", name, names));
}

Eigen::RowVectorXd swept_place(const SweepSpace& space, const std::string& text)
{
    Eigen::RowVectorXd place(std::ssize(space.inputs()));
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        place[static_cast<Eigen::Index>(input)] = space.middle(input);
    }
    for (const auto& part : parts_of(text)) {
        const auto equals = part.find('=');
        if (equals == std::string::npos) {
            throw UsageError(fmt::format("--at {}: give factors with their values, as in --at size=40,cost=120", part));
        }
        const auto input = swept_input(space, part.substr(0, equals));
        try {
            place[static_cast<Eigen::Index>(input)] = space.number_of(input, part.substr(equals + 1));
        } catch (const std::invalid_argument& failure) {
            throw UsageError(failure.what());
        }
    }
    return place;
}

} // namespace kamsim::program
