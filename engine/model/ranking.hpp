#pragma once

namespace kamsim {

/// Work on one replication that needs a partial sort; compiled once, since it is scalar. Arrays with a `stride` are
/// columns of [account][lane] arrays: element i stands at i * stride.

/// Marks the `wanted` largest positive-or-zero scores with 1 and the others with 0; negative scores are never chosen.
/// Ties go to the account that stands first.
/// @param order scratch of `count` ints; holds the chosen accounts, best first, afterwards
/// @return how many were chosen
int choose_best(const double* scores, int count, int stride, int wanted, double* chosen, int* order);

/// Managers for key accounts without one, in order of score (eq. 17, balanced): the fewest accounts, ties to the
/// lowest.
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
