#pragma once

#include <array>

namespace kamsim {

/// Lines of the ledger in the order of every table and file (docs/model.md, section 6). They sum to the value.
enum class LedgerLine : int {
    retained,
    expansion,
    acquisition,
    concession,
    cost_to_serve,
    people,
    fixed,
    investment,
    rescue,
    commission,
    stranded,
    transition,
    residual,
};

inline constexpr int ledger_line_count = 13;

struct LedgerLineDeclaration {
    LedgerLine line;
    const char* name;
    const char* meaning;
};

inline constexpr std::array<LedgerLineDeclaration, ledger_line_count> ledger_lines{{
    {LedgerLine::retained, "retained", "margin on what customers of the first day already bought"},
    {LedgerLine::expansion, "expansion", "margin on cells won since at customers of the first day"},
    {LedgerLine::acquisition, "acquisition", "margin on customers won or won back"},
    {LedgerLine::concession, "concession", "price concessions, less recovery, and price pressure of large customers"},
    {LedgerLine::cost_to_serve, "cost_to_serve", "change of cost to serve at key accounts"},
    {LedgerLine::people, "people", "managers, teams, replacements"},
    {LedgerLine::fixed, "fixed", "fixed cost of the programme and its levers"},
    {LedgerLine::investment, "investment", "investment budget"},
    {LedgerLine::rescue, "rescue", "spent on saving endangered accounts"},
    {LedgerLine::commission, "commission", "commission on won cells"},
    {LedgerLine::stranded, "stranded", "dedicated cost that outlives lost key accounts"},
    {LedgerLine::transition, "transition", "setup, rebuilding, severance"},
    {LedgerLine::residual, "residual", "value beyond the horizon, where the scenario asks for it"},
}};

} // namespace kamsim
