#pragma once

namespace kamsim {

/// Scratch of the ranking: a value beside the account that it belongs to.
struct RankedAccount {
    double value;
    int account;
};

/// Work on one replication that needs sorting; compiled once, since it is scalar. Arrays with a `stride` are columns of
/// [account][lane] arrays: element i stands at i * stride.

/// Marks the `wanted` largest positive-or-zero scores with 1 and the others with 0; negative scores are never chosen. Ties go to the
/// account that stands first.
/// @param order scratch of `count` ints; holds the chosen accounts, best first, afterwards
/// @return how many were chosen
int choose_best(const double* scores, int count, int stride, int wanted, double* chosen, int* order);

/// Sorts the included accounts (flag 1) by decreasing value; ties keep the order of the file.
/// @param scratch [count]
/// @return how many are included
int order_by_value(const double* values, const double* included, int count, int stride, RankedAccount* scratch, int* order);

/// Tier of each account by cumulative revenue: 0 (A) where less than 80 % stands before it, 1 (B) below 95 %, 2 (C); -1
/// where it is not ranked.
/// @param order `ranked` accounts by decreasing revenue
void abc_tiers(const double* revenue, const int* order, int ranked, int count, int stride, double* tiers);

/// Points of a cumulative curve at 1/points, 2/points, ... of `ranked` accounts, divided by `total`.
void cumulative_curve(const double* values, const int* order, int ranked, int stride, double total, int points,
                      double* curve, int curve_stride);

/// Managers for key accounts without one, in order of score (eq. 17, balanced): the fewest accounts, ties to the lowest.
struct ManagerChoice {
    const double* effectiveness; ///< [manager], stride
    int stride;
    int managers;
    int capacity; ///< ceil(N / K), for `matched`
    bool matched;
};
void assign_managers(const int* order, int chosen, const ManagerChoice& choice, double* manager_of_account, int stride,
                     int* load);

/// Pays needs in order of priority from a pool until it is empty (value_at_risk).
/// @return what is left of the pool
double fund_in_order(const double* priorities, const double* needs, int count, int stride, double pool, double* funded,
                     int* order);

} // namespace kamsim
