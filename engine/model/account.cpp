#include "kamsim/model/account.hpp"

#include <algorithm>
#include <cmath>

namespace kamsim {

double least_live_cells(double cells, double revenue, double wallet)
{
    // A quotient such as 12 * 0.1 / 0.3 may come out a hair above a whole number; that must not cost a cell.
    constexpr double rounding = 1e-9;
    return std::clamp(std::ceil(cells * revenue / wallet - rounding), 1.0, std::max(1.0, cells));
}

double depth(const Account& account)
{
    if (account.status == AccountStatus::prospect) {
        return 0.5;
    }
    return account.revenue * account.cells / (account.wallet * account.live_cells);
}

} // namespace kamsim
