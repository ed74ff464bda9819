#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "kamsim/model/account.hpp"
#include "kamsim/model/number_range.hpp"

namespace kamsim {

/// Columns of numbers. The declarations below are the catalogue of account columns: reading, checks, documentation,
/// uncertainty and import walk it.
enum class NumberColumn : std::uint8_t {
    revenue,
    wallet,
    cells,
    live_cells,
    growth,
    volatility,
    gross_margin,
    cost_to_serve,
    relationship,
    satisfaction,
    competition,
    contract_term,
    next_renewal,
    fit,
    logo,
    global_share,
    demanding,
};
inline constexpr std::size_t number_column_count = static_cast<std::size_t>(NumberColumn::demanding) + 1;

/// What a column's numbers are, and so in which other units a file may give them.
enum class ColumnUnit : std::uint8_t {
    count,
    money,  ///< a year
    share,  ///< of something, or a change a year
    rating, ///< 0 to 1, as judged by someone
    years,
};

struct NumberColumnDeclaration {
    NumberColumn column{};
    std::string_view name;
    double Account::*member = nullptr;
    NumberRange range;
    ColumnUnit unit{};
    double default_value = 0.0;     ///< of columns whose default is the same for every account
    std::string_view default_words; ///< for the list of assumptions
    std::string_view meaning;
};

struct FlagColumnDeclaration {
    std::string_view name;
    bool Account::*member = nullptr;
    std::string_view meaning;
};

struct TextColumnDeclaration {
    std::string_view name;
    std::string Account::*member = nullptr;
    std::string_view meaning;
};

inline constexpr double default_share_of_wallet = 0.25;
inline constexpr double default_cells = 12.0;
inline constexpr std::string_view default_segment = "all";

inline constexpr NumberRange yearly_change{-1.0, 1.0, "between -1 and 1, a share and no percentage"};
inline constexpr NumberRange plain_share{0.0, 1.0, "between 0 and 1, a share and no percentage"};
inline constexpr NumberRange contract_years{smallest_positive_number, 100.0, "above 0 and at most 100 years"};
inline constexpr NumberRange renewal_years{0.0, 100.0, "between 0 and 100 years"};
inline constexpr NumberRange cell_count{1.0, 1000.0, "a whole number from 1 to 1000"};

/// Index = NumberColumn.
inline constexpr std::array<NumberColumnDeclaration, number_column_count> number_columns{{
    {NumberColumn::revenue, "revenue", &Account::revenue, non_negative_number, ColumnUnit::money, 0.0, "",
     "money a year now; a prospect has none"},
    {NumberColumn::wallet, "wallet", &Account::wallet, positive_number, ColumnUnit::money, 0.0, "revenue / 0.25",
     "what the account spends a year in our categories, with us and others"},
    {NumberColumn::cells, "cells", &Account::cells, cell_count, ColumnUnit::count, default_cells, "12",
     "divisions x offers that we could serve"},
    {NumberColumn::live_cells, "live_cells", &Account::live_cells, non_negative_number, ColumnUnit::count, 0.0,
     "cells * revenue / wallet, rounded up; 0 for prospects",
     "cells that we serve now; raised where they could not hold the revenue"},
    {NumberColumn::growth, "growth", &Account::growth, yearly_change, ColumnUnit::share, 0.03, "0.03 a year",
     "of the wallet, a year"},
    {NumberColumn::volatility, "volatility", &Account::volatility, plain_share, ColumnUnit::share, 0.12, "0.12",
     "of the wallet, per square root of a year"},
    {NumberColumn::gross_margin, "gross_margin", &Account::gross_margin, plain_share, ColumnUnit::share, 0.35, "0.35",
     "share of revenue, before cost to serve"},
    {NumberColumn::cost_to_serve, "cost_to_serve", &Account::cost_to_serve, plain_share, ColumnUnit::share, 0.15,
     "0.15", "share of revenue"},
    {NumberColumn::relationship, "relationship", &Account::relationship, unit_interval, ColumnUnit::rating, 0.40,
     "0.40", "how close the customer is to us"},
    {NumberColumn::satisfaction, "satisfaction", &Account::satisfaction, unit_interval, ColumnUnit::rating, 0.53,
     "0.53", "how satisfied the customer is with us"},
    {NumberColumn::competition, "competition", &Account::competition, unit_interval, ColumnUnit::rating, 0.5, "0.5",
     "how hard others try for this customer"},
    {NumberColumn::contract_term, "contract_term", &Account::contract_term, contract_years, ColumnUnit::years, 2.0,
     "2 years", "length of a contract, years"},
    {NumberColumn::next_renewal, "next_renewal", &Account::next_renewal, renewal_years, ColumnUnit::years, 0.0,
     "spread over the contract term by a hash of the id", "years from the first day to the next renewal"},
    {NumberColumn::fit, "fit", &Account::fit, unit_interval, ColumnUnit::rating, 0.5, "0.5",
     "harmony with the supplier"},
    {NumberColumn::logo, "logo", &Account::logo, unit_interval, ColumnUnit::rating, 0.5, "0.5", "worth as a reference"},
    {NumberColumn::global_share, "global_share", &Account::global_share, unit_interval, ColumnUnit::share, 0.2, "0.2",
     "share of its opportunities that cross divisions or borders"},
    {NumberColumn::demanding, "demanding", &Account::demanding, unit_interval, ColumnUnit::rating, 0.5, "0.5",
     "how much it expects of service"},
}};

/// Ratings that make up `fit` where it is not given itself: the mean of those that are.
inline constexpr std::array<std::string_view, 4> fit_rating_columns{"fit_strategy", "fit_culture", "fit_vision",
                                                                    "fit_organisation"};

inline constexpr std::array<FlagColumnDeclaration, 5> flag_columns{{
    {"innovator", &Account::innovator, "innovates with suppliers"},
    {"partner", &Account::partner, "is a partner"},
    {"expert", &Account::expert, "buys as an expert"},
    {"tender", &Account::tender, "buys by tender"},
    {"key_now", &Account::key_now, "is a key account today; policy manual selects by it"},
}};

/// Texts without `status`, which is a word of a fixed list.
inline constexpr std::array<TextColumnDeclaration, 3> text_columns{{
    {"id", &Account::id, "differs for each account; an account's luck hangs on it, not on its row"},
    {"name", &Account::name, "as printed; the id where it is not given"},
    {"segment", &Account::segment, "accounts of a segment share its market"},
}};

inline constexpr std::string_view status_column = "status";

} // namespace kamsim
