#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kamsim {

enum class AccountStatus : std::uint8_t { customer, prospect };

/// A person at the customer who takes part in its decisions (docs/model.md, section 5).
struct Stakeholder {
    struct Influence {
        std::string person;
        double weight = 1.0;
    };

    std::string person;
    std::string role;
    double power = 1.0;     ///< high 3, medium 2, low 1
    double attitude = 0.0;  ///< -1 (against us) ... 1 (for us)
    std::string reports_to; ///< empty where nobody
    std::vector<Influence> influenced_by;
    double access = 0.3; ///< 0-1: how well the supplier can reach the person
    bool contact = false;
};

/// How far the supplier is with one offer in one division of an account.
enum class CellStatus : std::uint8_t { none, lead, sold };

/// One cell of an account by name. The equations count cells; reports name them.
struct AccountCell {
    std::string division;
    std::string offer;
    CellStatus status = CellStatus::none;
};

/// One customer or prospect as it stands on the first day. Every field is resolved: the scenario reader has applied
/// defaults, units and scales, so the engine asks no further questions. Money in kEUR a year.
struct Account {
    std::string id;
    std::string name;
    std::string segment;
    AccountStatus status = AccountStatus::customer;
    double revenue = 0.0;
    double wallet = 0.0;     ///< what the customer spends a year in our categories, with us and others; >= revenue
    double cells = 12.0;     ///< divisions x offers that could be served
    double live_cells = 0.0; ///< served now; 0 for a prospect
    double growth = 0.0;     ///< of the wallet, per year
    double volatility = 0.0; ///< of the wallet, per square root of a year
    double gross_margin = 0.0;
    double cost_to_serve = 0.0;
    double relationship = 0.0;
    double satisfaction = 0.0;
    double competition = 0.0;
    double contract_term = 0.0; ///< years
    double next_renewal = 0.0;  ///< years from the first day
    double fit = 0.0;
    double logo = 0.0;
    double global_share = 0.0;
    double demanding = 0.0;
    bool innovator = false;
    bool partner = false;
    bool expert = false;
    bool tender = false;
    bool key_now = false;
    int manager_now = -1; ///< index in Today::managers of who looks after a key account today; -1: nobody is named
    std::vector<Stakeholder> stakeholders; ///< empty: no map, gain 1
    std::vector<AccountCell> cell_list;    ///< empty where only the counts above are known
};

/// Smallest number of live cells with which a customer's depth is at most 1: the ceiling of cells * revenue / wallet.
[[nodiscard]] double least_live_cells(double cells, double revenue, double wallet);

/// Share of a live cell's potential that the supplier earns (docs/model.md, eq. 5); 0.5 for prospects.
[[nodiscard]] double depth(const Account& account);

} // namespace kamsim
