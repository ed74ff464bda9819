#pragma once

#include <cstddef>
#include <vector>

#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/sample_part.hpp"
#include "model/kernel.hpp"

namespace kamsim {

/// What is kept of each account in each replication of a super-block. One object serves one thread.
class AccountDetails {
public:
    /// @param shape an outcome with its dimensions set
    explicit AccountDetails(const Outcome& shape);

    /// @param offset of the block's first replication in the super-block
    /// @param active replications of the block that count
    void keep(int alternative, int offset, int active, const FinalFrame& frame);

    /// [alternative][replication][account][AccountDetail] of so many replications
    [[nodiscard]] std::vector<double> of_first(int replications) const;

private:
    std::size_t alternatives_;
    std::size_t accounts_;
    std::vector<double> values_; ///< [alternative][replication of the super-block][account][AccountDetail]
};

} // namespace kamsim
