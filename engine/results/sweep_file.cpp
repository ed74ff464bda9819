#include "kamsim/results/sweep_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/scenario/sweep_names.hpp"
#include "kamsim/version.hpp"
#include "results/block_hashes.hpp"
#include "results/hdf5.hpp"
#include "results/hdf5_input.hpp"
#include "results/layout.hpp"
#include "results/pending_file.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::json;
using Names = std::vector<std::string>;

constexpr std::int64_t sweep_format_version = 1;
/// HDF5 has no more dimensions; a grid also has alternative, measure and period.
constexpr std::size_t most_grid_dimensions = 28;

/// A variable of the file and the array of the table that it holds.
struct SweepVariable {
    const char* name;
    std::vector<double> SweepTable::*array;
    Names dimensions; ///< behind those of the points
    const char* unit; ///< empty: money
    const char* meaning;
};

const std::vector<SweepVariable>& sweep_variables()
{
    static const Names design{"alternative"};
    static const char* const share = "1";
    static const std::vector<SweepVariable> variables{
        {"value", &SweepTable::value, design, "", "mean net present value"},
        {"value_low", &SweepTable::value_low, design, "", "lower end of its 95 % interval (Student t)"},
        {"value_high", &SweepTable::value_high, design, "", "upper end"},
        {"value_deviation", &SweepTable::deviation, design, "", "standard deviation of the value over futures"},
        {"value_quantile",
         &SweepTable::quantiles,
         {"alternative", "quantile"},
         "",
         "quantile of the value over futures"},
        {"difference", &SweepTable::difference, design, "", "mean difference of the value to the baseline, paired"},
        {"difference_low", &SweepTable::difference_low, design, "", "lower end of its 95 % interval (Student t)"},
        {"difference_high", &SweepTable::difference_high, design, "", "upper end"},
        {"chance_of_loss", &SweepTable::chance_of_loss, design, share, "share of futures worth less than the baseline"},
        {"chance_of_loss_low", &SweepTable::chance_of_loss_low, design, share,
         "lower end of its 95 % interval (Wilson; over worlds Student t)"},
        {"chance_of_loss_high", &SweepTable::chance_of_loss_high, design, share, "upper end"},
        {"shortfall", &SweepTable::shortfall, design, "", "mean of the worst 5 % of differences to the baseline"},
        {"share_best", &SweepTable::share_best, design, share, "share of futures in which the alternative is the best"},
        {"ledger", &SweepTable::ledger, {"alternative", "line"}, "", "mean of a line of the ledger, net present"},
        {"best", &SweepTable::best, {}, share, "place of the alternative with the largest mean value"},
        {"lead", &SweepTable::lead, {}, "", "mean lead of the best over the next best"},
        {"lead_low", &SweepTable::lead_low, {}, "", "lower end of its 95 % interval (Student t, of this pair alone)"},
        {"lead_high", &SweepTable::lead_high, {}, "", "upper end"},
        {"world_value", &SweepTable::world_value, {"world", "alternative"}, "", "mean value in a world"},
        {"measure_mean",
         &SweepTable::measure_means,
         {"alternative", "measure", "period"},
         "that of the measure",
         "mean of a measure over the futures in which it is defined"},
    };
    return variables;
}

Json factor_json(const Factor& factor)
{
    Json levels = Json::array();
    for (const FactorLevel& level : factor.levels) {
        levels.push_back({{"label", level.label}, {"set", level.settings}});
    }
    return {{"name", factor.name},
            {"path", factor.path},
            {"levels", levels},
            {"numbers", factor.numbers},
            {"low", factor.low},
            {"high", factor.high},
            {"logarithmic", factor.scale == FactorScale::logarithmic},
            {"whole", factor.is_whole},
            {"steps", factor.steps}};
}

Factor factor_of(const Json& json)
{
    Factor factor;
    factor.name = json.at("name");
    factor.path = json.at("path");
    for (const Json& level : json.at("levels")) {
        factor.levels.push_back({level.at("label"), level.at("set")});
    }
    factor.numbers = json.at("numbers").get<std::vector<double>>();
    factor.low = json.at("low");
    factor.high = json.at("high");
    factor.scale = json.at("logarithmic") ? FactorScale::logarithmic : FactorScale::linear;
    factor.is_whole = json.at("whole");
    factor.steps = json.at("steps");
    return factor;
}

bool has_grid_dimensions(const SweepTable& table)
{
    return table.is_grid() && table.factors.size() <= most_grid_dimensions;
}

/// The dimensions of the points: the factors of a grid, or one.
Names point_dimensions(const SweepTable& table)
{
    if (!has_grid_dimensions(table)) {
        return {"point"};
    }
    Names names;
    for (const Factor& factor : table.factors) {
        names.push_back(factor.name);
    }
    return names;
}

Names behind_points(const SweepTable& table, const Names& more)
{
    Names names = point_dimensions(table);
    names.insert(names.end(), more.begin(), more.end());
    return names;
}

Names texts_at(const Factor& factor, std::span<const double> coordinates)
{
    Names texts;
    for (const double coordinate : coordinates) {
        texts.push_back(factor.text_of(coordinate));
    }
    return texts;
}

std::vector<double> numbers_at(const Factor& factor, std::span<const double> coordinates)
{
    std::vector<double> numbers;
    for (const double coordinate : coordinates) {
        numbers.push_back(factor.number_of(coordinate));
    }
    return numbers;
}

std::string meaning_of(const Factor& factor)
{
    return factor.path.empty() ? "level of a factor of the sweep" : fmt::format("what {} is", factor.path);
}

class SweepWriter {
public:
    SweepWriter(const std::filesystem::path& path, const SweepTable& table) : table_(table), file_(path) {}

    void write(const SweepProvenance& provenance)
    {
        write_attributes(provenance);
        write_dimensions();
        write_variables();
        write_failures();
        file_.close();
    }

private:
    void write_attributes(const SweepProvenance& provenance)
    {
        const Scenario& scenario = provenance.scenario;
        file_.add_attribute("Conventions", "CF-1.10");
        file_.add_attribute("title", table_.title);
        file_.add_attribute("format", sweep_format_name);
        file_.add_attribute("format_version", sweep_format_version);
        file_.add_attribute("program_version", version());
        file_.add_attribute("program_revision", revision());
        file_.add_attribute("description", provenance.description);
        file_.add_attribute("design", provenance.design_text);
        file_.add_attribute("scenario", scenario.text);
        Json bases = Json::array();
        for (const ScenarioText& base : scenario.bases) {
            bases.push_back({{"path", base.path}, {"text", base.text}});
        }
        file_.add_attribute("scenario_bases", bases.dump());
        Json inputs = Json::array();
        for (const auto* files : {&provenance.inputs, &scenario.inputs}) {
            for (const InputFile& input : *files) {
                inputs.push_back({{"path", input.path}, {"xxh3_128", input.hash}});
            }
        }
        file_.add_attribute("inputs", inputs.dump());
        file_.add_attribute("overrides", Json(provenance.overrides).dump());
        file_.add_attribute("seed", static_cast<std::int64_t>(scenario.experiment.seed));
        Json factors = Json::array();
        for (const Factor& factor : table_.factors) {
            factors.push_back(factor_json(factor));
        }
        file_.add_attribute("factors", factors.dump());
        file_.add_attribute("method", sweep_method_names[static_cast<std::size_t>(table_.method)].name);
        file_.add_attribute("luck", table_.has_own_luck ? "own" : "shared");
        file_.add_attribute("currency", table_.currency);
        file_.add_attribute("baseline", static_cast<std::int64_t>(table_.baseline));
        file_.add_attribute("points", table_.points);
        file_.add_attribute("futures_per_world", table_.futures_per_world);
        file_.add_attribute("replications", table_.points * table_.worlds * table_.futures_per_world);
        file_.add_attribute("failed_points",
                            table_.points - std::count(table_.failures.begin(), table_.failures.end(), std::string()));
    }

    void write_dimensions()
    {
        if (has_grid_dimensions(table_)) {
            for (const Factor& factor : table_.factors) {
                const auto grid = factor.grid();
                if (factor.is_categorical()) {
                    file_.add_dimension(factor.name, texts_at(factor, grid));
                } else {
                    file_.add_dimension(factor.name, numbers_at(factor, grid));
                }
                file_.add_attribute(factor.name, "long_name", meaning_of(factor));
            }
        } else {
            file_.add_bare_dimension("point", static_cast<hsize_t>(table_.points));
            write_factors_of_points();
        }
        file_.add_dimension("alternative", table_.alternatives);
        file_.add_dimension("quantile", sweep_quantiles);
        Names lines;
        for (const LedgerLineDeclaration& line : ledger_lines) {
            lines.emplace_back(line.name);
        }
        file_.add_dimension("line", lines);
        if (!table_.world_value.empty()) {
            file_.add_bare_dimension("world", static_cast<hsize_t>(table_.worlds));
        }
        if (!table_.measures.empty()) {
            file_.add_dimension("measure", table_.measures);
            file_.add_bare_dimension("period", static_cast<hsize_t>(table_.periods));
        }
        file_.add_bare_dimension("factor", table_.factors.size());
    }

    void write_factors_of_points()
    {
        for (std::size_t k = 0; k < table_.factors.size(); ++k) {
            const Factor& factor = table_.factors[k];
            std::vector<double> coordinates;
            for (std::int64_t point = 0; point < table_.points; ++point) {
                coordinates.push_back(table_.coordinates[table_.coordinate_index(point, k)]);
            }
            if (factor.is_categorical()) {
                file_.add_text(factor.name, "point", texts_at(factor, coordinates));
            } else {
                file_.add_variable(factor.name, {hdf5::Element::float64, {"point"}, {}});
                file_.write(factor.name, numbers_at(factor, coordinates));
            }
            file_.add_attribute(factor.name, "long_name", meaning_of(factor));
        }
    }

    void write_variables()
    {
        for (const SweepVariable& variable : sweep_variables()) {
            const auto& values = table_.*variable.array;
            if (!values.empty()) {
                add(variable.name, values, variable.dimensions, variable.meaning);
                file_.add_attribute(variable.name, "units", *variable.unit == '\0' ? table_.currency : variable.unit);
            }
        }
        add("coordinate", table_.coordinates, {"factor"},
            "place of a level, or number of a range, of a factor; NaN: as the scenario says");
    }

    void add(const std::string& name, std::span<const double> values, const Names& dimensions, const char* meaning)
    {
        file_.add_variable(name, {hdf5::Element::float64, behind_points(table_, dimensions), {}});
        file_.write(name, values);
        file_.add_attribute(name, "long_name", meaning);
    }

    void write_failures()
    {
        std::vector<double> points;
        Names reasons;
        for (std::int64_t point = 0; point < table_.points; ++point) {
            if (table_.has_failed(point)) {
                points.push_back(static_cast<double>(point));
                reasons.push_back(table_.failures[static_cast<std::size_t>(point)]);
            }
        }
        if (!points.empty()) {
            file_.add_dimension("failed_point", points);
            file_.add_attribute("failed_point", "long_name",
                                "number of a point that could not be simulated, from 0 on");
            file_.add_text("failure", "failed_point", reasons);
            file_.add_attribute("failure", "long_name", "why not");
        }
    }

    const SweepTable& table_;
    hdf5::File file_;
};

template <class Enum, std::size_t count>
Enum named(const std::array<NamedValue<Enum>, count>& names, const std::string& name)
{
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& named) { return named.name == name; });
    if (found == names.end()) {
        throw hdf5::Error(fmt::format("\"{}\" is not known", name));
    }
    return found->value;
}

SweepTable table_of(const hdf5::InputFile& file)
{
    SweepTable table;
    table.title = file.text_attribute("title");
    table.currency = file.text_attribute("currency");
    table.method = named(sweep_method_names, file.text_attribute("method"));
    table.has_own_luck = file.text_attribute("luck") == "own";
    for (const Json& factor : Json::parse(file.text_attribute("factors"))) {
        table.factors.push_back(factor_of(factor));
    }
    table.alternatives = file.texts("alternative");
    table.baseline = static_cast<int>(file.whole_attribute("baseline"));
    table.points = file.whole_attribute("points");
    table.futures_per_world = file.whole_attribute("futures_per_world");
    if (file.has_variable("measure")) {
        table.measures = file.texts("measure");
    }
    table.coordinates = file.numbers("coordinate");
    for (const SweepVariable& variable : sweep_variables()) {
        if (file.has_variable(variable.name)) {
            table.*variable.array = file.numbers(variable.name);
        }
    }
    const auto rows = static_cast<std::size_t>(table.points) * table.alternatives.size();
    if (table.value.size() != rows
        || table.coordinates.size() != static_cast<std::size_t>(table.points) * table.factors.size()) {
        throw hdf5::Error("its dimensions contradict one another");
    }
    table.worlds = std::max<std::int64_t>(1, static_cast<std::int64_t>(table.world_value.size() / rows));
    table.periods =
        table.measures.empty() ? 0 : static_cast<int>(table.measure_means.size() / rows / table.measures.size());
    table.failures.resize(static_cast<std::size_t>(table.points));
    if (file.has_variable("failed_point")) {
        const auto points = file.numbers("failed_point");
        const auto reasons = file.texts("failure");
        for (std::size_t k = 0; k < points.size(); ++k) {
            table.failures.at(static_cast<std::size_t>(points[k])) = reasons.at(k);
        }
    }
    return table;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& reason)
{
    throw UnreadableResult(
        fmt::format("cannot read {}: {}; give a file that kamsim sweep wrote", file.string(), reason));
}

/// Reads from a verified file.
template <class Read>
auto read_from(const std::filesystem::path& path, Read&& read)
{
    const auto verification = verify_file(path);
    if (!verification.damage.empty()) {
        refuse(path, fmt::format("it is damaged or not complete: {}", damage_text(verification.damage.front())));
    }
    const hdf5::QuietErrors quiet;
    try {
        const hdf5::InputFile file(path);
        if (!file.has_attribute("format") || file.text_attribute("format") != sweep_format_name) {
            refuse(path, "it is no sweep");
        }
        if (file.whole_attribute("format_version") != sweep_format_version) {
            refuse(path, fmt::format("it is of version {} of the format, and this kamsim ({}) reads version {}",
                                     file.whole_attribute("format_version"), version(), sweep_format_version));
        }
        return read(file);
    } catch (const hdf5::Error& error) {
        refuse(path, error.what());
    } catch (const Json::exception& error) {
        refuse(path, error.what());
    } catch (const std::out_of_range& error) {
        refuse(path, error.what());
    }
}

} // namespace

void write_sweep(const std::filesystem::path& file, const SweepTable& table, const SweepProvenance& provenance)
{
    const hdf5::QuietErrors quiet;
    try {
        PendingFile pending(file);
        SweepWriter(pending.temporary_path(), table).write(provenance);
        append_block_hashes(pending.temporary_path(), DamageNaming::by_bytes);
        pending.commit();
    } catch (const hdf5::Error& error) {
        throw ResultFileError(
            fmt::format("cannot write {}: {}; check the free space of the disk", file.string(), error.what()));
    }
}

bool is_sweep_file(const std::filesystem::path& file)
{
    const hdf5::QuietErrors quiet;
    try {
        const hdf5::InputFile input(file);
        return input.has_attribute("format") && input.text_attribute("format") == sweep_format_name;
    } catch (const hdf5::Error&) {
        return false;
    }
}

SweepTable read_sweep(const std::filesystem::path& file)
{
    return read_from(file, [](const hdf5::InputFile& input) { return table_of(input); });
}

SweepOrigin sweep_origin(const std::filesystem::path& file)
{
    return read_from(file, [](const hdf5::InputFile& input) {
        SweepOrigin origin{input.text_attribute("program_version"),
                           input.text_attribute("program_revision"),
                           input.whole_attribute("seed"),
                           {},
                           {}};
        for (const auto& one : Json::parse(input.text_attribute("inputs"))) {
            origin.inputs.push_back({one.at("path"), one.at("xxh3_128")});
        }
        origin.overrides = Json::parse(input.text_attribute("overrides")).get<std::vector<std::string>>();
        return origin;
    });
}

std::string sweep_description(const std::filesystem::path& file)
{
    return read_from(file, [](const hdf5::InputFile& input) { return input.text_attribute("description"); });
}

} // namespace kamsim
