// What was not summed up: world_inputs, worlds, replications.

#include "kamsim/decision/knowledge.hpp"
#include "kamsim/model/catalogue.hpp"
#include "report/table_columns.hpp"

namespace kamsim::tables {

namespace {

struct WorldInputRow {
    std::int64_t world;
    const UncertainInput& input;
    const std::string& currency;
    double drawn;
};

void world_input_rows(const TableSource& source, const std::function<void(const WorldInputRow&)>& row)
{
    const auto& experiment = source.stored.scenario.experiment;
    const auto& drawn = source.stored.outcome.world_inputs;
    const auto shared = shared_inputs(experiment.uncertainty);
    if (drawn.empty() || shared.empty()) {
        return;
    }
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const auto world = static_cast<std::int64_t>(i / shared.size());
        row({world, experiment.uncertainty.inputs[shared[i % shared.size()]], experiment.currency, drawn[i]});
    }
}

ResultTable world_inputs_table()
{
    using Row = WorldInputRow;
    return table<Row>(
        "world_inputs",
        "What was drawn for the uncertain inputs that all accounts share; empty where nothing is uncertain.",
        {whole<Row>("world", Unit::dimensionless, "number of the world, from 0 on",
                    [](const Row& row) { return row.world; }),
         text<Row>("input", "the uncertain input", [](const Row& row) { return row.input.name; }),
         text<Row>("unit", "unit of what is drawn",
                   [](const Row& row) { return unit_text(unit_of_draw(row.input), row.currency); }),
         number<Row>("drawn", Unit::dimensionless, "before it is applied as a value, factor or addend",
                     [](const Row& row) { return row.drawn; })},
        world_input_rows);
}

struct WorldRow {
    const std::string& alternative;
    std::int64_t world;
    double value;
    double difference;
};

void world_rows(const TableSource& source, const std::function<void(const WorldRow&)>& row)
{
    const auto& outcome = source.stored.outcome;
    if (outcome.worlds == 1) {
        return;
    }
    const auto means = [&outcome](int alternative) {
        return world_means(
            std::span(outcome.value)
                .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications)),
            outcome.futures_per_world);
    };
    const auto baseline = means(outcome.baseline);
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        const auto values = means(alternative);
        for (std::size_t world = 0; world < values.size(); ++world) {
            row({source.comparison.alternatives[static_cast<std::size_t>(alternative)].name,
                 static_cast<std::int64_t>(world), values[world], values[world] - baseline[world]});
        }
    }
}

ResultTable worlds_table()
{
    using Row = WorldRow;
    return table<Row>(
        "worlds", "Means over the futures of each world; empty where nothing is uncertain.",
        {text<Row>("alternative", "name of the programme design", [](const Row& row) { return row.alternative; }),
         whole<Row>("world", Unit::dimensionless, "number of the world, from 0 on",
                    [](const Row& row) { return row.world; }),
         number<Row>("value_mean", Unit::money, "mean net present value of the portfolio",
                     [](const Row& row) { return row.value; }),
         number<Row>("difference_mean", Unit::money, "less that of the baseline",
                     [](const Row& row) { return row.difference; })},
        world_rows);
}

/// One future under one alternative.
struct FutureRow {
    const TableSource& source;
    int alternative;
    std::int64_t replication;

    [[nodiscard]] const Outcome& outcome() const { return source.stored.outcome; }
    [[nodiscard]] double of(const std::vector<double>& values) const
    {
        return values[outcome().value_index(alternative, replication)];
    }
    [[nodiscard]] double baseline_value() const
    {
        return outcome().value[outcome().value_index(outcome().baseline, replication)];
    }
};

void future_rows(const TableSource& source, const std::function<void(const FutureRow&)>& row)
{
    const auto& outcome = source.stored.outcome;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
            row({source, alternative, replication});
        }
    }
}

ResultTable replications_table()
{
    using Row = FutureRow;
    return table<Row>(
        "replications", "Every future. The same number is the same luck under every alternative.",
        {text<Row>("alternative", "name of the programme design",
                   [](const Row& row) {
                       return row.source.comparison.alternatives[static_cast<std::size_t>(row.alternative)].name;
                   }),
         whole<Row>("replication", Unit::dimensionless, "number of the future, from 0 on",
                    [](const Row& row) { return row.replication; }),
         whole<Row>("world", Unit::dimensionless, "number of its world, from 0 on",
                    [](const Row& row) { return row.replication / row.outcome().futures_per_world; }),
         number<Row>("value", Unit::money, "net present value of the portfolio",
                     [](const Row& row) { return row.of(row.outcome().value); }),
         number<Row>("difference", Unit::money, "less the value under the baseline in the same future",
                     [](const Row& row) { return row.of(row.outcome().value) - row.baseline_value(); }),
         number<Row>("programme_spending", Unit::money, "discounted spending on the programme",
                     [](const Row& row) { return row.of(row.outcome().programme_spending); }),
         number<Row>("payback_years", Unit::years, "time to payback; infinite where it never pays back",
                     [](const Row& row) { return row.of(row.outcome().payback_years); }),
         truth<Row>("programme_survives", "the programme is on at the horizon",
                    [](const Row& row) { return row.of(row.outcome().programme_survives) != 0.0; })},
        future_rows);
}

} // namespace

std::vector<ResultTable> future_tables()
{
    return {world_inputs_table(), worlds_table(), replications_table()};
}

} // namespace kamsim::tables
