#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kamsim/model/account.hpp"

namespace kamsim {

/// What a portfolio is drawn from.
struct SyntheticPortfolioDesign {
    int accounts = 200;         ///< customers and prospects
    int prospects = 0;          ///< of them; they come last
    double revenue = 150'000.0; ///< of all customers together, thousands a year, a multiple of 0.1
    std::uint64_t seed = 1;
};

/// Draws a portfolio of invented accounts whose spread follows docs/evidence.md: sizes B2-03, share of wallet B2-05,
/// volatility B2-04, margin B2-07, cost to serve B2-08, innovators B2-06; the rest is judgement
/// (docs/formats/scenario.md).
///
/// A pure function of the design: no draw depends on the C library or on the number of accounts, only the common scale
/// of the sizes does. Numbers are rounded to what accounts_csv() writes.
/// @throws std::invalid_argument for no customer, negative counts, or less than 0.1 of revenue for each customer
[[nodiscard]] std::vector<Account> draw_synthetic_portfolio(const SyntheticPortfolioDesign& design);

/// The accounts as a file that read_scenario() reads back to the same numbers; stakeholders are left out.
[[nodiscard]] std::string accounts_csv(std::span<const Account> accounts);

} // namespace kamsim
