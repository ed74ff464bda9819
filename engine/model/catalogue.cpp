#include "kamsim/model/catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace kamsim {

namespace {

/// Appends the declarations of one mechanism, whose parameters stand in `group`.
template <class Owner, std::size_t count>
void append(std::vector<ModelEntry>& entries, const char* mechanism, Owner ModelParameters::*group,
            const std::array<ParameterDeclaration<Owner>, count>& declarations)
{
    static_assert(sizeof(Owner) == count * sizeof(double), "every parameter needs exactly one declaration");
    for (const ParameterDeclaration<Owner>& declaration : declarations) {
        ModelEntry entry;
        entry.path = std::string(mechanism) + "." + declaration.name;
        entry.unit = declaration.unit;
        entry.default_value = declaration.default_value;
        entry.low = declaration.low;
        entry.high = declaration.high;
        entry.domain = declaration.domain;
        entry.meaning = declaration.meaning;
        entry.source = declaration.source;
        entry.grade = declaration.grade;
        entry.member = [group, member = declaration.member](ModelParameters& parameters) -> double& {
            return parameters.*group.*member;
        };
        entries.push_back(std::move(entry));
    }
}

std::vector<ModelEntry> build_model_catalogue()
{
    std::vector<ModelEntry> entries;
    append(entries, "effort", &ModelParameters::effort, effort_declarations);
    append(entries, "development", &ModelParameters::development, development_declarations);
    append(entries, "managers", &ModelParameters::managers, manager_declarations);
    append(entries, "market", &ModelParameters::market, market_declarations);
    append(entries, "expansion", &ModelParameters::expansion, expansion_declarations);
    append(entries, "retention", &ModelParameters::retention, retention_declarations);
    append(entries, "acquisition", &ModelParameters::acquisition, acquisition_declarations);
    append(entries, "review", &ModelParameters::review, review_declarations);
    append(entries, "ledger", &ModelParameters::ledger, ledger_declarations);
    append(entries, "programme", &ModelParameters::programme, programme_declarations);
    return entries;
}

std::vector<StructureEntry> build_structure_catalogue()
{
    static_assert(sizeof(StructureParameters) == structure_declarations.size() * sizeof(double),
                  "every parameter needs exactly one declaration");
    std::vector<StructureEntry> entries;
    entries.reserve(structure_declarations.size());
    for (const StructureDeclaration& declaration : structure_declarations) {
        entries.push_back({declaration.name, declaration.member, declaration.unit, declaration.defaults,
                           declaration.low, declaration.high, declaration.domain, declaration.meaning,
                           declaration.source, declaration.grade});
    }
    return entries;
}

} // namespace

std::string_view name(BuiltInStructure structure)
{
    switch (structure) {
    case BuiltInStructure::none: return "none";
    case BuiltInStructure::early_stage: return "early_stage";
    case BuiltInStructure::matrix: return "matrix";
    case BuiltInStructure::centralized: return "centralized";
    }
    return "";
}

const std::vector<ModelEntry>& model_catalogue()
{
    static const std::vector<ModelEntry> entries = build_model_catalogue();
    return entries;
}

const std::vector<StructureEntry>& structure_catalogue()
{
    static const std::vector<StructureEntry> entries = build_structure_catalogue();
    return entries;
}

const ModelEntry* find_model_entry(std::string_view path)
{
    const std::vector<ModelEntry>& entries = model_catalogue();
    const auto found = std::ranges::find(entries, path, &ModelEntry::path);
    return found == entries.end() ? nullptr : &*found;
}

const StructureEntry* find_structure_entry(std::string_view name)
{
    const std::vector<StructureEntry>& entries = structure_catalogue();
    const auto found = std::ranges::find(entries, name, &StructureEntry::name);
    return found == entries.end() ? nullptr : &*found;
}

ModelParameters default_parameters()
{
    ModelParameters parameters{};
    for (const ModelEntry& entry : model_catalogue()) {
        entry.in(parameters) = entry.default_value;
    }
    return parameters;
}

Structure built_in_structure(BuiltInStructure structure)
{
    Structure result;
    result.name = name(structure);
    result.is_programme = structure != BuiltInStructure::none;
    for (const StructureEntry& entry : structure_catalogue()) {
        result.parameters.*entry.member = entry.defaults[static_cast<std::size_t>(structure)];
    }
    return result;
}

bool is_in_domain(double value, Domain domain)
{
    if (!std::isfinite(value)) {
        return false;
    }
    switch (domain) {
    case Domain::any: return true;
    case Domain::non_negative: return value >= 0.0;
    case Domain::positive: return value > 0.0;
    case Domain::unit_interval: return value >= 0.0 && value <= 1.0;
    }
    return false;
}

std::string_view name(Unit unit)
{
    switch (unit) {
    case Unit::dimensionless: return "1";
    case Unit::share: return "share";
    case Unit::probability: return "probability";
    case Unit::per_year: return "per year";
    case Unit::years: return "years";
    case Unit::money: return "kEUR";
    case Unit::money_per_year: return "kEUR per year";
    case Unit::hours_per_month: return "hours per month";
    case Unit::log_odds: return "log-odds";
    case Unit::full_time_equivalents: return "full-time equivalents";
    case Unit::accounts: return "accounts";
    case Unit::accounts_per_manager: return "accounts per manager";
    case Unit::cells: return "cells";
    case Unit::factor: return "factor";
    case Unit::count: return "count";
    }
    return "";
}

std::string unit_text(Unit unit, const std::string& currency)
{
    switch (unit) {
    case Unit::money: return currency;
    case Unit::money_per_year: return currency + "/year";
    default: return std::string(name(unit));
    }
}

std::string_view name(Grade grade)
{
    switch (grade) {
    case Grade::verified: return "verified";
    case Grade::abstract_only: return "abstract only";
    case Grade::derived: return "derived";
    case Grade::assumption: return "assumption";
    }
    return "";
}

std::string_view describe(Domain domain)
{
    switch (domain) {
    case Domain::any: return "any number";
    case Domain::non_negative: return "0 or more";
    case Domain::positive: return "more than 0";
    case Domain::unit_interval: return "between 0 and 1";
    }
    return "";
}

} // namespace kamsim
