#include "kamsim/scenario/nearest_name.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

#include <fmt/format.h>

namespace kamsim {

namespace {

char lower_case(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string_view last_part(std::string_view path)
{
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

/// Two slips are forgiven, and in long names one for every three letters; in short ones two would make another word.
bool is_near(std::size_t distance, std::size_t length)
{
    return distance <= std::min(std::max<std::size_t>(2, length / 3), (length - std::min<std::size_t>(length, 1)) / 2);
}

/// The name whose part `part_of(name)` is nearest to `wanted`.
std::string_view nearest(std::string_view wanted, std::span<const std::string> known,
                         const std::function<std::string_view(std::string_view)>& part_of)
{
    std::string_view best;
    std::size_t best_distance = 0;
    for (const std::string& name : known) {
        const std::size_t distance = edit_distance(wanted, part_of(name));
        if (is_near(distance, std::max(wanted.size(), part_of(name).size()))
            && (best.empty() || distance < best_distance)) {
            best = name;
            best_distance = distance;
        }
    }
    return best;
}

} // namespace

std::size_t edit_distance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t replaced = diagonal + (lower_case(left[i]) == lower_case(right[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string_view nearest_name(std::string_view name, std::span<const std::string> known)
{
    const std::string_view whole = nearest(name, known, [](std::string_view path) { return path; });
    return whole.empty() ? nearest(last_part(name), known, last_part) : whole;
}

std::string did_you_mean(std::string_view name, std::span<const std::string> known)
{
    const std::string_view meant = nearest_name(name, known);
    return meant.empty() ? std::string() : fmt::format(" — did you mean \"{}\"?", meant);
}

std::string quoted_list(std::span<const std::string> names)
{
    constexpr std::size_t most = 16;
    const bool is_cut = names.size() > most;
    const std::size_t listed = is_cut ? most - 1 : names.size();
    std::string list;
    for (std::size_t i = 0; i < listed; ++i) {
        const std::string_view separator = i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
        list += fmt::format("{}\"{}\"", separator, names[i]);
    }
    return is_cut ? fmt::format("{} or one of {} more", list, names.size() - listed) : list;
}

} // namespace kamsim
