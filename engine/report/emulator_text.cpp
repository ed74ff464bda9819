#include "kamsim/report/emulator_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr Eigen::Index most_folds = 10;
constexpr std::size_t name_width = 26;

std::string name_of(const SweepTable& table, const SweepResponse& response)
{
    const auto& design = table.alternatives[static_cast<std::size_t>(response.alternative)];
    return response.compared_with == SweepResponse::nothing
               ? design
               : design + " - " + table.alternatives[static_cast<std::size_t>(response.compared_with)];
}

MoneyUnit unit_of(const SweepTable& table)
{
    double largest = 0.0;
    for (const double value : table.value) {
        largest = std::isnan(value) ? largest : std::max(largest, std::fabs(value));
    }
    return money_unit(table.currency, largest);
}

std::string places_label(const SweepSpace& space, const Eigen::MatrixXd& places, Eigen::Index place)
{
    std::string label;
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        label += fmt::format("{}{} = {}", input == 0 ? "" : ", ", space.factor(input).name,
                             space.text_of(input, places(place, static_cast<Eigen::Index>(input))));
    }
    return label;
}

std::string money_with_range(const MoneyUnit& unit, const EmulatedValue& value)
{
    return right_aligned(unit.text(value.mean), 9)
           + right_aligned(fmt::format("({} to {})", unit.text(value.expected.low), unit.text(value.expected.high)),
                           21);
}

std::string error_table(const SweepTable& table, const EmulatorCheck& check)
{
    const auto unit = unit_of(table);
    std::string text =
        fmt::format("How well it predicts points that it has not seen, {}\n", unit.name) + left_aligned("", name_width)
        + right_aligned("one left", 12) + right_aligned("a tenth", 12) + right_aligned("explained", 12)
        + right_aligned("in 95 %", 12) + "\n" + left_aligned("  mean of", name_width) + right_aligned("out, error", 12)
        + right_aligned("out, error", 12) + right_aligned("(Q2)", 12) + right_aligned("interval", 12) + "\n";
    for (const auto& row : check.rows) {
        text += left_aligned("  " + clipped(name_of(table, row.response), name_width - 3), name_width)
                + right_aligned(grouped(row.left_out.root_mean_square / unit.thousands, unit.decimals + 1), 12)
                + right_aligned(grouped(row.folds.root_mean_square / unit.thousands, unit.decimals + 1), 12)
                + right_aligned(fmt::format("{:.3f}", row.left_out.explained), 12)
                + right_aligned(percent_text(row.left_out.covered), 12) + "\n";
    }
    return text;
}

std::string index_text(const SensitivityIndex& index)
{
    return std::isnan(index.value) ? "-" : fmt::format("{:.0f} %", 100.0 * std::clamp(index.value, 0.0, 1.0));
}

std::string factor_table(const SweepSpace& space, const EmulatorCheck& check)
{
    const auto& table = space.table();
    std::string text = "Which factors move it: share of its variance, alone and with all it takes part in\n";
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        text += "  " + clipped(space.factor(input).name, terminal_width - 2) + "\n";
        for (const auto& row : check.rows) {
            const auto& index = row.indices.groups[input];
            text += left_aligned("    " + clipped(name_of(table, row.response), name_width - 5), name_width)
                    + right_aligned(index_text(index.first), 12) + right_aligned(index_text(index.total), 12) + "\n";
        }
    }
    return text;
}

std::string luck_words(const SweepTable& table)
{
    if (!table.has_own_luck) {
        return fmt::format("All points met the same {}: errors of points go the same way, and the surface is that of "
                           "these {}. Intervals of means add how far it may lie from the expected one (the standard "
                           "error of a point), which more points do not lessen and more futures or worlds do.",
                           table.worlds > 1 ? "worlds" : "futures", table.worlds > 1 ? "worlds" : "futures");
    }
    return "Each point met luck of its own: its squared standard error is noise that the surface averages over.";
}

} // namespace

EmulatedPlaces emulated_at(const SweepEmulator& emulator, const Eigen::MatrixXd& places)
{
    EmulatedPlaces result{places, {}, {}};
    for (const auto& surface : emulator.values) {
        result.values.push_back(surface.at(places));
    }
    for (const auto& surface : emulator.differences) {
        result.differences.push_back(surface.at(places));
    }
    return result;
}

EmulatorCheck check_of(const SweepSpace& space, const SweepEmulator& emulator)
{
    EmulatorCheck check;
    check.points = space.points().rows();
    for (const auto* surfaces : {&emulator.values, &emulator.differences}) {
        for (const auto& surface : *surfaces) {
            check.used = std::ssize(surface.process().used());
            check.rows.push_back({surface.response(), surface.process().leave_one_out(),
                                  surface.process().cross_validated(std::min<Eigen::Index>(most_folds, check.used)),
                                  surface_indices(space, surface)});
        }
    }
    return check;
}

std::string emulator_check_text(const SweepSpace& space, const EmulatorCheck& check)
{
    const auto& table = space.table();
    const auto failed = table.points - check.points;
    auto text =
        wrapped(fmt::format("A smooth surface through {} points{}{} for {} designs over {} factors.", check.used,
                            check.used < check.points
                                ? fmt::format(" that fill the space, of {}, since more take too long,", check.points)
                                : std::string(),
                            failed > 0 ? fmt::format(" ({} failed and are left out)", failed) : std::string(),
                            table.alternatives.size(), space.inputs().size()),
                terminal_width);
    return text + "\n" + error_table(table, check) + "\n" + factor_table(space, check) + "\n"
           + wrapped("Errors: root mean square over points; the surface's own parameters are held. Explained: 1 less "
                     "their squares over those of deviations from the mean; as low as 0 where all points are worth the "
                     "same. "
                         + luck_words(table),
                     terminal_width);
}

std::string emulated_places_text(const SweepSpace& space, const EmulatedPlaces& places)
{
    const auto& table = space.table();
    const auto unit = unit_of(table);
    std::string text;
    for (Eigen::Index place = 0; place < places.places.rows(); ++place) {
        text += wrapped(places_label(space, places.places, place), terminal_width);
        if (place == 0) {
            text +=
                left_aligned(fmt::format("  {}", unit.name), 20) + right_aligned("value", 9) + right_aligned("95 %", 21)
                + right_aligned("less " + clipped(table.alternatives[static_cast<std::size_t>(table.baseline)], 23), 30)
                + "\n";
        }
        std::size_t difference = 0;
        for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
            text += left_aligned("  " + clipped(table.alternatives[k], 17), 20)
                    + money_with_range(unit, places.values[k][static_cast<std::size_t>(place)]);
            if (static_cast<int>(k) != table.baseline) {
                text += money_with_range(unit, places.differences[difference++][static_cast<std::size_t>(place)]);
            }
            text += "\n";
        }
    }
    return text
           + wrapped(
               fmt::format("Intervals: {}. {}", name(places.values.front().front().expected.kind), luck_words(table)),
               terminal_width);
}

std::string emulated_places_csv(const SweepSpace& space, const EmulatedPlaces& places)
{
    const auto& table = space.table();
    std::string text;
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        text += csv_text_cell(space.factor(input).name) + ",";
    }
    text += "design,value,value_low,value_high,found_low,found_high,difference,difference_low,difference_high\n";
    for (Eigen::Index place = 0; place < places.places.rows(); ++place) {
        std::size_t difference = 0;
        for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
            for (std::size_t input = 0; input < space.inputs().size(); ++input) {
                const double number = places.places(place, static_cast<Eigen::Index>(input));
                text += (space.factor(input).is_categorical() ? csv_text_cell(space.text_of(input, number))
                                                              : csv_number_cell(number))
                        + ",";
            }
            const auto& value = places.values[k][static_cast<std::size_t>(place)];
            text += csv_text_cell(table.alternatives[k]);
            for (const double figure :
                 {value.mean, value.expected.low, value.expected.high, value.found.low, value.found.high}) {
                text += "," + csv_number_cell(figure);
            }
            if (static_cast<int>(k) == table.baseline) {
                text += ",0,0,0\n";
                continue;
            }
            const auto& lead = places.differences[difference++][static_cast<std::size_t>(place)];
            text += "," + csv_number_cell(lead.mean) + "," + csv_number_cell(lead.expected.low) + ","
                    + csv_number_cell(lead.expected.high) + "\n";
        }
    }
    return text;
}

std::string emulator_check_csv(const SweepSpace& space, const EmulatorCheck& check)
{
    std::string text = "response,left_out_error,folds_error,explained,covered";
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        text += "," + csv_text_cell("alone_" + space.factor(input).name) + ","
                + csv_text_cell("total_" + space.factor(input).name);
    }
    text += "\n";
    for (const auto& row : check.rows) {
        text += csv_text_cell(name_of(space.table(), row.response));
        for (const double figure : {row.left_out.root_mean_square, row.folds.root_mean_square, row.left_out.explained,
                                    row.left_out.covered}) {
            text += "," + csv_number_cell(figure);
        }
        for (const auto& index : row.indices.groups) {
            text += "," + csv_number_cell(index.first.value) + "," + csv_number_cell(index.total.value);
        }
        text += "\n";
    }
    return text;
}

} // namespace kamsim
