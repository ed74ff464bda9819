#pragma once

#include <cstdint>

namespace kamsim {

/// Unit of a parameter or of a measure, as printed in tables and files.
enum class Unit : std::uint8_t {
    dimensionless,
    share,
    probability,
    per_year,
    years,
    money,
    money_per_year,
    hours_per_month,
    log_odds,
    full_time_equivalents,
    accounts,
    accounts_per_manager,
    cells,
    factor,
    count,
};

/// What values a parameter may take at all; outside of it the equations lose their meaning.
enum class Domain : std::uint8_t {
    any,
    non_negative,
    positive,
    unit_interval,
};

/// How well a default is supported: read in a source, read in an abstract, derived from other figures, or assumed.
enum class Grade : std::uint8_t { verified, abstract_only, derived, assumption };

/// One parameter, declared once beside its mechanism. `Owner` is the plain struct that holds its value.
///
/// `low` and `high` span the range that the evidence supports (about 5-95 %); a scenario may leave it, but never the
/// domain. `source` names rows of docs/evidence.md or says that the figure is a judgement.
template <class Owner>
struct ParameterDeclaration {
    const char* name;
    double Owner::*member;
    Unit unit;
    double default_value;
    double low;
    double high;
    Domain domain;
    const char* meaning;
    const char* source;
    Grade grade;
};

} // namespace kamsim
