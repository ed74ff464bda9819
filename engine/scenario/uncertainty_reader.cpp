#include "scenario/uncertainty_reader.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <tuple>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "scenario/distribution_reader.hpp"
#include "scenario/uncertain_targets.hpp"
#include "scenario/world_sizes.hpp"

namespace kamsim {

namespace {

constexpr std::string_view evidence_word = "evidence";

/// Something of [uncertainty.inputs] before it is understood.
struct Leaf {
    std::string path;
    const toml::key* key = nullptr;
    const toml::node* node = nullptr;
};

bool is_leaf(const toml::node& node)
{
    return !node.is_table() || node.as_table()->contains("distribution");
}

/// Nested tables are part of the path until one of them has a distribution, or is a path itself.
void collect_leaves(const toml::table& table, const std::string& prefix, const UncertainPlaces& places,
                    std::vector<Leaf>& leaves)
{
    for (const auto& [key, node] : table) {
        const std::string path = prefix.empty() ? std::string(key.str()) : fmt::format("{}.{}", prefix, key.str());
        if (is_leaf(node) || places.find(path)) {
            leaves.push_back({path, &key, &node});
        } else {
            collect_leaves(*node.as_table(), path, places, leaves);
        }
    }
}

/// In the order of the file, so that the dimension of an input does not hang on its name; overrides last.
void sort_by_position(std::vector<Leaf>& leaves)
{
    const auto rank = [](const Leaf& leaf) {
        const SourcePosition position = position_of(leaf.key->source());
        return std::tuple(position.line == 0, position.line, position.column);
    };
    std::stable_sort(leaves.begin(), leaves.end(),
                     [&](const Leaf& left, const Leaf& right) { return rank(left) < rank(right); });
}

class UncertaintyReader {
public:
    UncertaintyReader(const TomlTable& section, const UncertainPlaces& places, Experiment& experiment, Reading& reading)
        : section_(section), places_(places), experiment_(experiment), reading_(reading)
    {}

    void read()
    {
        const bool from_evidence = section_.chosen("from", {std::string(evidence_word)}).has_value();
        read_inputs();
        keep_own_inputs_apart();
        if (from_evidence) {
            add_evidence();
        }
        read_correlations();
        uncertainty().design = section_.choice("design", world_design_names).value_or(WorldDesign::sobol);
        const auto worlds = section_.whole_number("worlds");
        uncertainty().futures_per_world =
            section_.whole_number("futures_per_world").value_or(default_futures_per_world);
        section_.reject_unknown_keys();
        if (reading_.diagnostics.empty() && uncertainty().inputs.empty()) {
            section_.error("inputs", "nothing is uncertain; name inputs under [uncertainty.inputs], or write from = "
                                     "\"evidence\" for the catalogue's ranges");
        }
        worlds_ = worlds;
    }

    [[nodiscard]] std::optional<std::int64_t> worlds() const { return worlds_; }

private:
    [[nodiscard]] Uncertainty& uncertainty() { return experiment_.uncertainty; }

    void error(const Leaf& leaf, const std::string& message)
    {
        reading_.diagnostics.add(position_of(leaf.key->source()), message);
    }

    void read_inputs()
    {
        const toml::node* inputs = section_.node("inputs");
        if (inputs == nullptr) {
            return;
        }
        if (!inputs->is_table()) {
            section_.error("inputs", fmt::format("\"{}\" takes a table, not {}", section_.path_of("inputs"),
                                                 type_in_words(*inputs)));
            return;
        }
        std::vector<Leaf> leaves;
        collect_leaves(*inputs->as_table(), "", places_, leaves);
        sort_by_position(leaves);
        for (const Leaf& leaf : leaves) {
            const std::optional<UncertainPlace> place = places_.find(leaf.path);
            if (place) {
                read_input(leaf, *place);
            } else {
                error(leaf,
                      fmt::format("unknown input \"{}\"{}", leaf.path, did_you_mean(leaf.path, places_.known_paths())));
            }
        }
    }

    void read_input(const Leaf& leaf, const UncertainPlace& place)
    {
        if (leaf.node->value_exact<std::string>() == evidence_word) {
            if (place.evidence) {
                add(leaf, input_from_evidence(leaf.path, place));
            } else {
                error(leaf,
                      fmt::format("the catalogue gives no range for \"{}\"; write a distribution instead", leaf.path));
            }
        } else if (const toml::table* table = leaf.node->as_table()) {
            read_table(leaf, *table, place);
        } else if (const toml::array* parts = leaf.node->as_array(); parts != nullptr && is_column(place)) {
            for (const toml::node& part : *parts) {
                if (const toml::table* of_part = part.as_table()) {
                    read_table(leaf, *of_part, place);
                } else {
                    error(leaf, fmt::format("\"{}\" takes tables, one for each segment or account", leaf.path));
                }
            }
        } else {
            error(leaf, fmt::format("\"{}\" takes a table such as {{ distribution = \"uniform\", low = 0, high = 1 }}"
                                    "{}, not {}",
                                    leaf.path, place.evidence ? ", or \"evidence\"" : "", type_in_words(*leaf.node)));
        }
    }

    static bool is_column(const UncertainPlace& place) { return is_account_target(place.target); }

    void read_table(const Leaf& leaf, const toml::table& raw, const UncertainPlace& place)
    {
        const TomlTable table(raw, section_.path_of("inputs." + leaf.path),
                              scenario_section("uncertainty.inputs.<path>"), reading_.diagnostics);
        UncertainInput input;
        input.name = leaf.path;
        input.target = place.target;
        input.entry = place.entry;
        input.structures = place.structures;
        const std::size_t errors = reading_.diagnostics.errors().size();
        const auto distribution = read_distribution(table, reading_.diagnostics);
        input.application = table.choice("as", application_names).value_or(UncertainApplication::value);
        read_bounds(table, place.range, input);
        read_accounts(table, input);
        table.reject_unknown_keys();
        if (distribution && reading_.diagnostics.errors().size() == errors) {
            input.distribution = *distribution;
            add(leaf, input);
        }
    }

    /// A value lies where the parameter or column takes it, and a factor does not change the sign.
    static void read_bounds(const TomlTable& table, const NumberRange& range, UncertainInput& input)
    {
        NumberRange widest{input.minimum, input.maximum, ""};
        if (input.application == UncertainApplication::value) {
            widest = range;
        } else if (input.application == UncertainApplication::factor) {
            widest = {0.0, input.maximum, "0 or more"};
        }
        const auto bound = [&](std::string_view key, double otherwise) {
            const auto given = table.number(key);
            if (given && !widest.contains(*given)) {
                table.error(key, fmt::format("\"{}\" is {}; it must be {}", table.path_of(key), *given, widest.words));
            }
            return given.value_or(otherwise);
        };
        input.minimum = bound("minimum", widest.least);
        input.maximum = bound("maximum", widest.greatest);
    }

    static void read_accounts(const TomlTable& table, UncertainInput& input)
    {
        if (table.truth("each").value_or(false)) {
            input.scope = UncertainScope::each;
        }
        input.segment = table.text("segment").value_or("");
        input.account = table.text("account").value_or("");
        if (!input.segment.empty()) {
            input.name += fmt::format(" (segment {})", input.segment);
        }
        if (!input.account.empty()) {
            input.name += fmt::format(" (account {})", input.account);
        }
    }

    /// The rest of what can be wrong with one input is the model's to say.
    void add(const Leaf& leaf, const UncertainInput& input)
    {
        Experiment alone;
        alone.accounts = experiment_.accounts;
        alone.structures = experiment_.structures;
        alone.uncertainty.inputs.push_back(input);
        alone.replications = alone.uncertainty.futures_per_world;
        try {
            validate_uncertainty(alone);
        } catch (const std::invalid_argument& failure) {
            error(leaf, failure.what());
            return;
        }
        const bool is_new = std::none_of(uncertainty().inputs.begin(), uncertainty().inputs.end(),
                                         [&](const UncertainInput& other) { return other.name == input.name; });
        if (!is_new) {
            error(leaf, fmt::format("input \"{}\" is given twice", input.name));
            return;
        }
        uncertainty().inputs.push_back(input);
    }

    /// A structure with an input of its own does not follow the one that it stands on.
    void keep_own_inputs_apart()
    {
        for (UncertainInput& input : uncertainty().inputs) {
            for (const UncertainInput& other : uncertainty().inputs) {
                if (&other != &input && is_same_parameter(input, other)) {
                    std::erase_if(input.structures, [&](int structure) {
                        return structure == other.structures.front() && structure != input.structures.front();
                    });
                }
            }
        }
    }

    static bool is_same_parameter(const UncertainInput& left, const UncertainInput& right)
    {
        return left.target == right.target && left.entry == right.entry
               && left.target == UncertainTarget::structure_parameter;
    }

    void add_evidence()
    {
        const std::size_t own = uncertainty().inputs.size();
        for (UncertainInput& input : places_.evidence_inputs()) {
            bool is_own = false;
            for (std::size_t k = 0; k < own; ++k) {
                const UncertainInput& other = uncertainty().inputs[k];
                is_own = is_own || other.name == input.name;
                if (is_same_parameter(input, other)) {
                    std::erase_if(input.structures, [&](int structure) {
                        return std::count(other.structures.begin(), other.structures.end(), structure) > 0;
                    });
                    is_own = is_own || input.structures.empty();
                }
            }
            if (!is_own) {
                uncertainty().inputs.push_back(std::move(input));
            }
        }
        reading_.assumptions.push_back(
            fmt::format("uncertainty: {} inputs follow the catalogue's ranges, taken as 5 to 95 %",
                        uncertainty().inputs.size() - own));
    }

    void read_correlations()
    {
        const toml::array* correlations = section_.array("correlations");
        for (std::size_t i = 0; correlations != nullptr && i < correlations->size(); ++i) {
            if (const toml::table* raw = correlations->get(i)->as_table()) {
                const TomlTable table(*raw, section_.path_of("correlations"),
                                      scenario_section("uncertainty.correlations"), reading_.diagnostics);
                read_correlation(table);
                table.reject_unknown_keys();
            } else {
                section_.error("correlations", "write [[uncertainty.correlations]] with inputs and rank");
            }
        }
        if (correlations != nullptr && reading_.diagnostics.empty()) {
            static_cast<void>(holds(uncertainty().correlations, section_.position("correlations")));
        }
    }

    void read_correlation(const TomlTable& table)
    {
        const auto rank = table.number("rank");
        const auto names = table.texts("inputs");
        const bool is_complete = table.node("rank") != nullptr && table.node("inputs") != nullptr;
        if (is_complete && (!rank || !names)) {
            return; // an error already
        }
        if (!is_complete || names->size() != 2) {
            reading_.diagnostics.add(table.position(),
                                     "a correlation needs inputs = [\"one\", \"other\"] and rank, a number");
            return;
        }
        const std::array<std::optional<std::size_t>, 2> places{input_named(names->at(0)), input_named(names->at(1))};
        if (!places[0] || !places[1]) {
            return;
        }
        const RankCorrelation pair{*places[0], *places[1], *rank};
        if (holds({pair}, table.position())) {
            uncertainty().correlations.push_back(pair);
        }
    }

    /// Whether these correlations are such, by themselves; else an error.
    bool holds(const std::vector<RankCorrelation>& correlations, const SourcePosition& position)
    {
        Experiment checked = experiment_;
        checked.uncertainty.correlations = correlations;
        checked.replications = checked.uncertainty.futures_per_world;
        try {
            validate_uncertainty(checked);
        } catch (const std::invalid_argument& failure) {
            reading_.diagnostics.add(position, failure.what());
            return false;
        }
        return true;
    }

    std::optional<std::size_t> input_named(const PlacedText& name)
    {
        std::vector<std::string> known;
        for (std::size_t i = 0; i < uncertainty().inputs.size(); ++i) {
            if (uncertainty().inputs[i].name == name.text) {
                return i;
            }
            known.push_back(uncertainty().inputs[i].name);
        }
        reading_.diagnostics.add(
            name.position, fmt::format("\"{}\" is no uncertain input{}", name.text, did_you_mean(name.text, known)));
        return std::nullopt;
    }

    const TomlTable& section_;
    const UncertainPlaces& places_;
    Experiment& experiment_;
    Reading& reading_;
    std::optional<std::int64_t> worlds_;
};

} // namespace

void read_uncertainty(const TomlTable& document, double currency_per_euro, Experiment& experiment, Reading& reading)
{
    const toml::node* node = document.node("uncertainty");
    if (node == nullptr) {
        return;
    }
    toml::table short_form;
    if (node->value_exact<std::string>() == evidence_word) {
        short_form.insert("from", *node->as_string());
    } else if (!node->is_table()) {
        document.error("uncertainty",
                       fmt::format("\"uncertainty\" takes \"evidence\" or a table, not {}", type_in_words(*node)));
        return;
    }
    const TomlTable section(node->is_table() ? *node->as_table() : short_form, "uncertainty",
                            scenario_section("uncertainty"), reading.diagnostics);
    const UncertainPlaces places(document.raw(), currency_per_euro, experiment);
    UncertaintyReader reader(section, places, experiment, reading);
    reader.read();
    settle_world_sizes(document, section, reader.worlds(), experiment, reading);
}

} // namespace kamsim
