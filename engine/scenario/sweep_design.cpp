#include "kamsim/scenario/sweep_design.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/random/latin_hypercube.hpp"
#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario/sweep_names.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/factor_reader.hpp"
#include "scenario/input_files.hpp"

namespace kamsim {

namespace {

using Points = std::vector<std::vector<double>>;

constexpr double as_given = std::numeric_limits<double>::quiet_NaN();

std::string text_of_file(const std::filesystem::path& file)
{
    try {
        return read_file(file);
    } catch (const std::runtime_error& failure) {
        Diagnostics diagnostics(file.string());
        diagnostics.add({}, fmt::format("cannot read the design: {}", failure.what()));
        throw ScenarioError(diagnostics.errors());
    }
}

/// All combinations, the last factor fastest.
Points combinations(const std::vector<Factor>& factors)
{
    Points points{{}};
    for (const Factor& factor : factors) {
        Points longer;
        for (const auto& point : points) {
            for (const double coordinate : factor.grid()) {
                longer.push_back(point);
                longer.back().push_back(coordinate);
            }
        }
        points = std::move(longer);
    }
    return points;
}

/// The scenario as it is, then every factor alone.
Points one_at_a_time(const std::vector<Factor>& factors)
{
    Points points{std::vector<double>(factors.size(), as_given)};
    for (std::size_t k = 0; k < factors.size(); ++k) {
        for (const double coordinate : factors[k].grid()) {
            points.emplace_back(factors.size(), as_given);
            points.back()[k] = coordinate;
        }
    }
    return points;
}

Points latin_hypercube(const std::vector<Factor>& factors, std::uint64_t seed, std::int64_t count)
{
    Points points(static_cast<std::size_t>(count));
    for (std::size_t k = 0; k < factors.size(); ++k) {
        const auto column = latin_hypercube_column(seed, count, static_cast<int>(k));
        for (std::size_t point = 0; point < points.size(); ++point) {
            points[point].push_back(factors[k].coordinate_at(column[point]));
        }
    }
    return points;
}

Points sobol(const std::vector<Factor>& factors, std::uint64_t seed, std::int64_t count)
{
    const ScrambledSobol sequence(seed, static_cast<int>(factors.size()));
    Points points(static_cast<std::size_t>(count));
    for (std::size_t point = 0; point < points.size(); ++point) {
        for (std::size_t k = 0; k < factors.size(); ++k) {
            const double share = sequence.coordinate(static_cast<std::uint32_t>(point), static_cast<int>(k));
            points[point].push_back(factors[k].coordinate_at(share));
        }
    }
    return points;
}

/// Points of a CSV file: numbers, or labels of levels; an empty field leaves the scenario as it is.
class PointsFile {
public:
    PointsFile(const CsvTable& csv, const std::vector<Factor>& factors, Diagnostics& diagnostics)
        : csv_(&csv), factors_(&factors), diagnostics_(&diagnostics)
    {
        for (const std::string& name : csv.header()) {
            const auto is_it = [&](const Factor& factor) { return factor.name == name; };
            if (std::none_of(factors.begin(), factors.end(), is_it)) {
                diagnostics.add(
                    {csv.file(), csv.header_line(), 0},
                    fmt::format("column \"{}\" is no factor of the design; there is {}", name, quoted_list(names())));
            }
        }
        for (const Factor& factor : factors) {
            columns_.push_back(csv.column(factor.name));
            if (!columns_.back()) {
                diagnostics.add({csv.file(), csv.header_line(), 0},
                                fmt::format("there is no column for factor \"{}\"", factor.name));
            }
        }
    }

    [[nodiscard]] Points points() const
    {
        Points points;
        for (std::size_t row = 0; row < csv_->rows(); ++row) {
            points.emplace_back();
            for (std::size_t k = 0; k < factors_->size(); ++k) {
                points.back().push_back(columns_[k] ? coordinate((*factors_)[k], csv_->cell(row, *columns_[k]))
                                                    : as_given);
            }
        }
        if (points.empty()) {
            diagnostics_->add({csv_->file(), 0, 0}, "there are no points; give a row for each");
        }
        return points;
    }

private:
    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        for (const Factor& factor : *factors_) {
            names.push_back(factor.name);
        }
        return names;
    }

    [[nodiscard]] double coordinate(const Factor& factor, const std::optional<Cell>& cell) const
    {
        if (!cell) {
            return as_given;
        }
        if (factor.has_range()) {
            return parse_number(*cell, any_number, *diagnostics_).value_or(as_given);
        }
        std::vector<std::string> labels;
        for (const FactorLevel& level : factor.levels) {
            labels.push_back(level.label);
        }
        const auto found = std::find(labels.begin(), labels.end(), cell->text);
        if (found == labels.end()) {
            report(*cell,
                   fmt::format("factor \"{}\" has no level \"{}\"; there is {}", factor.name, cell->text,
                               quoted_list(labels)),
                   *diagnostics_);
            return as_given;
        }
        return static_cast<double>(std::distance(labels.begin(), found));
    }

    const CsvTable* csv_;
    const std::vector<Factor>* factors_;
    Diagnostics* diagnostics_;
    std::vector<std::optional<std::size_t>> columns_;
};

Points points_of_file(const TomlTable& document, const std::filesystem::path& folder, SweepDesign& design,
                      Diagnostics& diagnostics)
{
    const auto name = document.text("file");
    if (!name) {
        document.error("file", "the method \"points\" needs \"file\", a CSV file with a column for each factor");
        return {};
    }
    const auto path = (folder / *name).lexically_normal();
    try {
        const std::string bytes = read_file(path);
        design.inputs.push_back({*name, content_hash(bytes)});
        const CsvTable csv(bytes, path.string(), CsvDialect{}, diagnostics);
        return PointsFile(csv, design.factors, diagnostics).points();
    } catch (const std::runtime_error& failure) {
        document.error("file",
                       fmt::format("cannot read \"{}\" (looked for {}): {}", *name, path.string(), failure.what()));
        return {};
    }
}

/// Keys that a method does not use would do nothing.
void check_keys_of_method(const TomlTable& document, SweepMethod method)
{
    const bool is_filling = method == SweepMethod::latin_hypercube || method == SweepMethod::sobol;
    for (const std::string_view key : {"points", "seed"}) {
        if (document.node(key) != nullptr && !is_filling) {
            document.error(key, fmt::format("\"{}\" belongs to the methods latin_hypercube and sobol", key));
        }
    }
    if (document.node("points") == nullptr && is_filling) {
        document.error("points", "the method needs \"points\", how many there are");
    }
    if (document.node("file") != nullptr && method != SweepMethod::points) {
        document.error("file", "\"file\" belongs to the method points");
    }
}

void check_count(const TomlTable& document, const SweepDesign& design)
{
    double count = 1.0;
    for (const Factor& factor : design.factors) {
        count *= static_cast<double>(factor.grid().size());
    }
    if (design.method == SweepMethod::full_factorial && count > static_cast<double>(most_sweep_points)) {
        document.error("factor", fmt::format("the factors have {} combinations, and a sweep takes {}; take fewer "
                                             "steps, or the method \"sobol\"",
                                             count, most_sweep_points));
    }
}

Points chosen_points(const TomlTable& document, const std::filesystem::path& folder, SweepDesign& design,
                     Diagnostics& diagnostics)
{
    const auto seed = static_cast<std::uint64_t>(document.whole_number("seed").value_or(1));
    const auto count = document.whole_number("points").value_or(1);
    switch (design.method) {
    case SweepMethod::full_factorial: return combinations(design.factors);
    case SweepMethod::one_at_a_time: return one_at_a_time(design.factors);
    case SweepMethod::latin_hypercube: return latin_hypercube(design.factors, seed, count);
    case SweepMethod::sobol: return sobol(design.factors, seed, count);
    case SweepMethod::points: break;
    }
    return points_of_file(document, folder, design, diagnostics);
}

std::vector<Measure> measures_of(const TomlTable& document, Diagnostics& diagnostics)
{
    std::vector<std::string> known;
    for (const MeasureDeclaration& declaration : measure_catalogue()) {
        known.emplace_back(declaration.name);
    }
    std::vector<Measure> measures;
    for (const PlacedText& name : document.texts("measures").value_or(std::vector<PlacedText>{})) {
        const auto found = std::find(known.begin(), known.end(), name.text);
        const auto measure = static_cast<Measure>(std::distance(known.begin(), found));
        if (found == known.end()) {
            diagnostics.add(name.position, fmt::format("there is no measure \"{}\"{}; kamsim measures lists them",
                                                       name.text, did_you_mean(name.text, known)));
        } else if (measure == Measure::cumulative_difference) {
            diagnostics.add(name.position, "cumulative_difference is no measure of a single design; take "
                                           "cumulative_value");
        } else {
            measures.push_back(measure);
        }
    }
    return measures;
}

/// What the design asks of the scenario, as if it stood there.
std::vector<std::string> overrides_of(const TomlTable& document)
{
    std::vector<std::string> overrides;
    for (const PlacedText& set : document.texts("set").value_or(std::vector<PlacedText>{})) {
        overrides.push_back(set.text);
    }
    if (const auto futures = document.whole_number("futures")) {
        overrides.push_back(fmt::format("simulation.replications={}", *futures));
    }
    for (const std::string_view key : {"worlds", "futures_per_world"}) {
        if (const auto number = document.whole_number(key)) {
            overrides.push_back(fmt::format("uncertainty.{}={}", key, *number));
        }
    }
    return overrides;
}

} // namespace

SweepDesign read_sweep_design(const std::filesystem::path& file, const std::vector<std::string>& overrides)
{
    SweepDesign design;
    design.text = text_of_file(file);
    design.inputs.push_back({file.string(), content_hash(design.text)});
    const toml::table raw = parse_document(design.text, file.string());
    Diagnostics diagnostics(file.string());
    const TomlTable document(raw, "", scenario_section("sweep"), diagnostics);
    design.title = document.text("title").value_or("");
    const auto scenario = document.text("scenario");
    if (document.node("scenario") == nullptr) {
        document.error("scenario", "the design needs \"scenario\", a scenario file");
    }
    design.scenario = (file.parent_path() / scenario.value_or("")).lexically_normal();
    design.overrides = overrides_of(document);
    design.overrides.insert(design.overrides.end(), overrides.begin(), overrides.end());
    design.method = document.choice("method", sweep_method_names).value_or(SweepMethod::full_factorial);
    design.luck = document.choice("luck", sweep_luck_names).value_or(SweepLuck::shared);
    design.points_per_shard = document.whole_number("points_per_shard").value_or(0);
    design.measures = measures_of(document, diagnostics);
    design.factors = read_factors(document, "factor", diagnostics);
    if (document.node("factor") == nullptr) {
        document.error("factor", "the design varies nothing; add a [[factor]]");
    }
    check_keys_of_method(document, design.method);
    check_count(document, design);
    document.reject_unknown_keys();
    if (diagnostics.empty()) {
        design.coordinates = chosen_points(document, file.parent_path(), design, diagnostics);
    }
    if (!diagnostics.empty()) {
        throw ScenarioError(diagnostics.errors());
    }
    return design;
}

} // namespace kamsim
