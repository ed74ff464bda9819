#include "decision/sweep_map_surfaces.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace kamsim {

namespace {

/// The middle of all inputs, those of the axes at each cell.
Eigen::MatrixXd places_of(const SweepSpace& space, const std::vector<std::size_t>& inputs, const SweepMap& map)
{
    Eigen::MatrixXd places(static_cast<Eigen::Index>(map.rows() * map.columns()), std::ssize(space.inputs()));
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        places.col(static_cast<Eigen::Index>(input)).setConstant(space.middle(input));
    }
    for (std::size_t row = 0; row < map.rows(); ++row) {
        for (std::size_t column = 0; column < map.columns(); ++column) {
            const auto place = static_cast<Eigen::Index>(row * map.columns() + column);
            places(place, static_cast<Eigen::Index>(inputs[0])) = map.across.numbers[column];
            if (map.up) {
                places(place, static_cast<Eigen::Index>(inputs[1])) = map.up->numbers[row];
            }
        }
    }
    return places;
}

/// Leads of any design over any other one, drawn where they are asked for.
class Leads {
public:
    Leads(const SweepSpace& space, const Eigen::MatrixXd& places)
        : space_(&space), places_(&places),
          level_(1.0 - (1.0 - sweep_map_level) / static_cast<double>(space.table().alternatives.size() - 1))
    {}

    EmulatedValue at(std::size_t place, std::size_t best, std::size_t other)
    {
        const auto first = std::min(best, other);
        const auto second = std::max(best, other);
        auto found = leads_.find({first, second});
        if (found == leads_.end()) {
            const SweepSurface surface(*space_, {static_cast<int>(first), static_cast<int>(second)});
            found = leads_.emplace(std::pair{first, second}, surface.at(*places_, level_)).first;
        }
        const EmulatedValue& lead = found->second[place];
        if (best == first) {
            return lead;
        }
        const auto turned = [](Interval interval) {
            return Interval{-interval.high, -interval.low, interval.level, interval.kind};
        };
        return {-lead.mean, turned(lead.expected), turned(lead.found)};
    }

private:
    const SweepSpace* space_;
    const Eigen::MatrixXd* places_;
    double level_;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<EmulatedValue>> leads_;
};

} // namespace

std::pair<std::size_t, std::size_t> best_two(const std::vector<double>& means)
{
    std::size_t best = 0;
    std::size_t next = 1;
    for (std::size_t k = 1; k < means.size(); ++k) {
        if (means[k] > means[best]) {
            next = best;
            best = k;
        } else if (k != next && (next == best || means[k] > means[next])) {
            next = k;
        }
    }
    return {best, next};
}

void add_surface_cells(const SweepSpace& space, const std::vector<std::size_t>& inputs, int threads, SweepMap& map)
{
    map.is_emulated = true;
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        if (std::find(inputs.begin(), inputs.end(), input) == inputs.end()) {
            map.held += fmt::format("{}{} = {}", map.held.empty() ? "" : ", ", space.factor(input).name,
                                    space.text_of(input, space.middle(input)));
        }
    }
    const auto& table = space.table();
    const Eigen::MatrixXd places = places_of(space, inputs, map);
    const SweepEmulator emulator = emulate(space, threads);
    std::vector<std::vector<EmulatedValue>> differences;
    for (const auto& surface : emulator.differences) {
        differences.push_back(surface.at(places));
    }
    Leads leads(space, places);
    for (std::size_t place = 0; place < static_cast<std::size_t>(places.rows()); ++place) {
        std::vector<double> means;
        std::size_t difference = 0;
        for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
            means.push_back(static_cast<int>(k) == table.baseline ? 0.0 : differences[difference++][place].mean);
        }
        const auto [best, next] = best_two(means);
        SweepMapCell cell;
        cell.best = static_cast<int>(best);
        cell.next = static_cast<int>(next);
        cell.value = emulator.values[best].at(places.row(static_cast<Eigen::Index>(place))).front().mean;
        const EmulatedValue lead = leads.at(place, best, next);
        cell.lead = lead.mean;
        cell.lead_interval = lead.expected;
        cell.lead_interval.level = sweep_map_level;
        cell.is_sure = true;
        for (std::size_t other = 0; other < means.size(); ++other) {
            cell.behind.push_back(means[other] - means[best]);
            cell.is_sure = cell.is_sure && (other == best || leads.at(place, best, other).expected.low > 0.0);
        }
        map.cells.push_back(std::move(cell));
    }
}

} // namespace kamsim
