#include "model/ranking.hpp"

#include <algorithm>

namespace kamsim {
namespace {

/// Most effective manager below capacity, ties to the lowest number; -1 where all are full.
int most_effective_with_room(const ManagerChoice& choice, const int* load)
{
    int best = -1;
    for (int candidate = 0; candidate < choice.managers; ++candidate) {
        const bool better =
            best < 0 || choice.effectiveness[candidate * choice.stride] > choice.effectiveness[best * choice.stride];
        if (load[candidate] < choice.capacity && better) {
            best = candidate;
        }
    }
    return best;
}

} // namespace

int choose_best(const double* scores, int count, int stride, int wanted, double* chosen, int* order)
{
    int eligible = 0;
    for (int account = 0; account < count; ++account) {
        chosen[account * stride] = 0.0;
        if (scores[account * stride] >= 0.0) {
            order[eligible++] = account;
        }
    }
    const int taken = std::min(wanted, eligible);
    std::partial_sort(order, order + taken, order + eligible, [scores, stride](int a, int b) {
        const double score_a = scores[a * stride];
        const double score_b = scores[b * stride];
        return score_a > score_b || (score_a == score_b && a < b);
    });
    for (int rank = 0; rank < taken; ++rank) {
        chosen[order[rank] * stride] = 1.0;
    }
    return taken;
}

void assign_managers(const int* order, int chosen, const ManagerChoice& choice, double* manager_of_account, int stride,
                     int* load)
{
    std::fill(load, load + choice.managers, 0);
    for (int rank = 0; rank < chosen; ++rank) {
        const double manager = manager_of_account[order[rank] * stride];
        if (manager >= 0.0) {
            ++load[static_cast<int>(manager)];
        }
    }
    for (int rank = 0; rank < chosen && choice.managers > 0; ++rank) {
        double& manager = manager_of_account[order[rank] * stride];
        if (manager >= 0.0) {
            continue;
        }
        int best = choice.matched ? most_effective_with_room(choice, load) : -1;
        if (best < 0) {
            best = static_cast<int>(std::min_element(load, load + choice.managers) - load);
        }
        manager = best;
        ++load[best];
    }
}

double fund_in_order(const double* priorities, const double* needs, int count, int stride, double pool, double* funded,
                     int* order)
{
    int targets = 0;
    for (int account = 0; account < count; ++account) {
        if (needs[account * stride] > 0.0) {
            order[targets++] = account;
        }
    }
    std::sort(order, order + targets, [priorities, stride](int a, int b) {
        const double priority_a = priorities[a * stride];
        const double priority_b = priorities[b * stride];
        return priority_a > priority_b || (priority_a == priority_b && a < b);
    });
    for (int rank = 0; rank < targets; ++rank) {
        const int at = order[rank] * stride;
        funded[at] = std::min(needs[at], pool);
        pool -= funded[at];
    }
    return pool;
}

} // namespace kamsim
