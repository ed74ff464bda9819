#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "support/reference_draws.hpp"
#include "support/reference_model.hpp"

namespace kamsim::reference {

enum class Tier { a, b, c };

/// State of one account and what is fixed for it in one replication (docs/model.md, section 3).
struct AccountState {
    const Account* input = nullptr;
    std::uint64_t entity = 0;
    double unit_margin = 0.0; ///< m
    double depth = 0.0;
    double gain = 1.0;
    int term = 1;                       ///< periods
    double relationship_at_start = 0.0; ///< the mean for a prospect
    double satisfaction_at_start = 0.0;
    double frailty = 0.0;
    double bias = 0.0;

    bool alive = false;
    bool never_left = false;   ///< customer of the first day who has stayed
    bool was_customer = false; ///< now or before
    bool renewed = false;
    bool key = false;
    int manager = -1;
    int last_manager = -1;
    int loss_period = -1; ///< of the last loss
    int loss_reason = -1; ///< likewise
    int clock = 1;
    double demand = 0.0; ///< log wallet
    double live = 0.0;
    double base = 0.0;
    double onboarding = 0.0;
    double relationship = 0.0;
    double satisfaction = 0.0;
    double plan = 0.0;
    double edge = 0.0;
    double seen = 0.0; ///< endangerment seen last
    double save = 0.0; ///< of a rescue before the coming renewal
    bool targeted = false;
    Tier tier = Tier::c;

    double score = 0.0;         ///< of the last review
    double attention = 0.0;     ///< omega of the hours
    double money_share = 0.0;   ///< omega of the investment budget
    double effort = 0.0;        ///< u
    double money = 0.0;         ///< v
    double log_odds = 0.0;      ///< lambda
    bool looked_at = false;     ///< alive at the start of 4.8
    bool flagged = false;       ///< in this period
    bool renews_now = false;    ///< in this period
    double opportunities = 0.0; ///< expected in this period
    double close_rate = 0.0;    ///< per opportunity
    bool key_in_period = false; ///< key after 4.2
    bool key_at_review = false; ///< key after the last review
    double revenue_at_review = 0.0;
    std::array<int, loss_reason_count> losses{};
};

struct ManagerState {
    double proficiency = 0.0;
    double skill = 0.0;
};

enum class When { start, booked, end };

/// One future of one alternative: the whole state, and one function for each part of a period.
class Future {
public:
    Future(const Experiment& experiment, int alternative, std::uint32_t replication);
    [[nodiscard]] ReferenceOutcome run();

private:
    // 3 and 4: reference_model.cpp
    void set_up_account(const Account& account);
    void set_up_programme();
    void advance_period();
    void finish();
    [[nodiscard]] double revenue(const AccountState& account) const;
    [[nodiscard]] double total_revenue() const;
    [[nodiscard]] double potential(const AccountState& account) const;
    [[nodiscard]] double role(const AccountState& account, int number) const;
    [[nodiscard]] double lever(Lever lever) const;
    [[nodiscard]] double mean_lever() const;
    [[nodiscard]] const Structure& structure() const;
    [[nodiscard]] double event_probability(double yearly_rate) const;
    [[nodiscard]] double revert(double value, double level, double rate, double noise) const;
    [[nodiscard]] double first_year_revenue_share(double share) const;
    [[nodiscard]] double investment_budget() const;
    [[nodiscard]] double rescue_budget() const;

    // 4.1: reference_programme.cpp
    void switch_structure();
    [[nodiscard]] int planned_structure() const;
    void change_structure(int next);
    void staff(std::size_t wanted);
    void end_programme();
    void lose_key_status(AccountState& account);
    [[nodiscard]] std::size_t wanted_managers() const;
    [[nodiscard]] double newcomer_skill_shift() const;
    void pay_star_loss();
    void see_first_day();

    // 4.2: reference_review.cpp
    void review();
    void sort_tiers();
    [[nodiscard]] int wanted_key_accounts() const;
    void score_accounts();
    [[nodiscard]] double plain_score(const AccountState& account, double revenue_sum, double potential_sum) const;
    void score_eight_factors();
    void assign_managers(const std::vector<AccountState*>& order, int wanted);
    [[nodiscard]] int choose_manager(const std::vector<int>& load, int wanted) const;
    [[nodiscard]] double effectiveness(int manager) const;

    // 4.3, 4.5, 4.11: reference_programme.cpp
    void share_effort();
    [[nodiscard]] double attention_weight(const AccountState& account) const;
    void advance_managers();
    void live_programme();
    [[nodiscard]] double people_cost() const;

    // 4.4, 4.6, 4.7: reference_accounts.cpp
    void develop(AccountState& account);
    void advance_edge(AccountState& account) const;
    [[nodiscard]] double satisfaction_target(const AccountState& account) const;
    [[nodiscard]] double relationship_target(const AccountState& account) const;
    void advance_markets();
    void expand(AccountState& account);
    void win_cells(AccountState& account);
    void lose_cells(AccountState& account);
    [[nodiscard]] double close_log_odds_as_ordinary(const AccountState& account) const;
    [[nodiscard]] double commission(double cell_value) const;

    // 4.8, 4.9: reference_retention.cpp
    void retain();
    [[nodiscard]] double leaving_log_odds(const AccountState& account) const;
    [[nodiscard]] double tender_term(const AccountState& account) const;
    [[nodiscard]] double poaching_rate(const AccountState& account) const;
    void look(AccountState& account);
    void rescue();
    [[nodiscard]] bool is_target(const AccountState& account) const;
    void leave_or_stay(AccountState& account);
    void leave(AccountState& account, LossReason reason);
    [[nodiscard]] LossReason reason_at_renewal(const AccountState& account) const;
    void acquire();
    void welcome(AccountState& account);

    // 4.10 and 6: reference_money.cpp
    void book(LedgerLine line, double amount, When when = When::booked);
    void book_period();
    [[nodiscard]] double fixed_cost() const;
    [[nodiscard]] double residual() const;

    // 10: reference_measures.cpp
    void measure_money(ReferencePeriod& period);
    void measure_accounts(ReferencePeriod& period) const;
    void measure_health(ReferencePeriod& period) const;
    void measure_growth(ReferencePeriod& period) const;
    void measure_service(ReferencePeriod& period) const;
    void measure_retention(ReferencePeriod& period) const;
    void measure_programme(ReferencePeriod& period) const;

    const Experiment& experiment_;
    const Alternative& alternative_;
    const ModelParameters& parameters_;
    Luck luck_;
    double dt_;
    int period_ = 0;

    std::vector<AccountState> accounts_;
    std::vector<ManagerState> managers_;
    std::map<std::string, double> market_; ///< by segment
    int structure_ = 0;
    bool on_ = false;
    bool ever_abandoned_ = false;
    double age_ = 0.0;
    double programme_start_ = 0.0; ///< years from the first day
    int setup_period_ = -1'000'000;
    double reference_ = 0.5;
    double stranded_ = 0.0;
    double pool_ = 0.0;

    double maturity_ = 0.0;
    double hours_ = 0.0;
    int key_after_review_ = 0;
    double new_stranded_ = 0.0;
    int exits_ = 0;
    int lost_ = 0;
    int key_lost_ = 0;
    int won_ = 0;
    bool rebuilt_ = false;
    bool abandoned_ = false;
    double age_lost_at_switch_ = 0.0;
    double cumulative_value_ = 0.0;
    double cash_ = 0.0;
    bool ruined_ = false;
    std::array<double, ledger_line_count> undiscounted_{}; ///< of this period
    ReferenceOutcome outcome_;
};

[[nodiscard]] double logistic(double x);
[[nodiscard]] double clamp_unit(double x);
[[nodiscard]] double positive_part(double x);
[[nodiscard]] int round_half_up(double x);
/// Multiplier of relationship work by the choice of whom to see; 1 without a map (docs/model.md, eq. 52-56).
[[nodiscard]] double gain_of_contacts(const std::vector<Stakeholder>& people, ContactFocus focus);

} // namespace kamsim::reference
