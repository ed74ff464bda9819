#pragma once

#include <memory>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// Puts the parts of a sample together, from its first replication on, to an outcome. However the sample was cut into
/// parts, the outcome has the same bits.
class PartMerger {
public:
    /// @param experiment must outlive this object
    /// @throws std::invalid_argument where the experiment does not fit together
    explicit PartMerger(const Experiment& experiment);
    PartMerger(const PartMerger&) = delete;
    PartMerger& operator=(const PartMerger&) = delete;
    ~PartMerger();

    /// @throws std::invalid_argument where the part does not follow those before, or belongs to another experiment
    /// @throws std::runtime_error where a replication has no finite value
    void add(const SamplePart& part);

    /// A part may also come in pieces: the records of its replications, some at a time, and its sums.
    void add_records(std::int64_t first_replication, const ReplicationRecords& records);
    void add_sums(const PartSums& sums);

    /// Replications whose records are in.
    [[nodiscard]] std::int64_t replications() const;

    /// Of all parts that are in.
    [[nodiscard]] PartSums sums() const;

    /// The outcome of what is in by now, as `finish` would give it: to look at it on the way.
    [[nodiscard]] Outcome so_far() const;

    /// To be called once, at the end, with as many replications in the records as in the sums. Of fewer replications
    /// than the experiment asks for, the outcome is that of a run that asked for as many, bit for bit; of uncertain
    /// experiments whole worlds are needed. (Points of a Latin hypercube and the dimension of the managers, where their
    /// load is uncertain, are those of all worlds asked for.)
    [[nodiscard]] Outcome finish();

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Sums of consecutive parts, merged; they need not begin with the first leaf.
/// @throws std::invalid_argument where they do not follow one another or belong to another experiment
[[nodiscard]] PartSums joined(const Experiment& experiment, const std::vector<PartSums>& parts);

} // namespace kamsim
