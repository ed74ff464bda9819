#pragma once

#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// What a design asks for while one structure stands, told from the scenario alone. Money in thousands.
struct DesignStep {
    double year = 0.0; ///< from when on
    std::string structure;
    bool is_programme = false;
    bool is_switch = false; ///< the setup is paid
    int key_accounts = 0;   ///< at most the customers of the first day
    int managers = 0;
    double hours_given = 0.0; ///< a month with the customers, managers and their teams together (docs/model.md, eq. 19)
    double hours_wanted = 0.0; ///< a month: what brings half of the attainable effect at the largest customers (eq. 21)
    double setup = 0.0;
    double people = 0.0;     ///< a year
    double fixed = 0.0;      ///< a year, levers included
    double investment = 0.0; ///< a year
    double rescue = 0.0;     ///< a year, at most

    [[nodiscard]] double spending() const { return people + fixed + investment + rescue; }
};

/// One alternative: a step for the first day, and one for each switch after it.
struct DesignOutline {
    std::string name;
    std::vector<DesignStep> steps;
};

/// @param experiment one that passes validate()
[[nodiscard]] std::vector<DesignOutline> outline_designs(const Experiment& experiment);

} // namespace kamsim
