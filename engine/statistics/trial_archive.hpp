#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "kamsim/statistics/black_box_search.hpp"

namespace kamsim {

/// Thrown through a search method where no more may be evaluated.
struct SearchEnded {};

/// Evaluates each point once and keeps what came out.
class TrialArchive {
public:
    /// @param problem and request must outlive this object
    TrialArchive(const SearchProblem& problem, const SearchRequest& request, std::int64_t most);

    /// Indices of the trials of these points; those that are new are evaluated in one batch. Whole variables are
    /// rounded, and all are brought into their ranges.
    /// @throws SearchEnded where there was no leave to evaluate all of them; some may have been
    std::vector<std::size_t> try_points(std::span<const SearchPoint> points);

    /// From now on no more than this many trials, within the most of all.
    void limit(std::int64_t trials) { limit_ = trials < most_ ? trials : most_; }
    [[nodiscard]] std::int64_t left() const { return most_ - static_cast<std::int64_t>(trials_.size()); }
    [[nodiscard]] bool was_interrupted() const { return was_interrupted_; }
    [[nodiscard]] const std::vector<SearchTrial>& trials() const { return trials_; }
    [[nodiscard]] std::vector<SearchTrial> take() { return std::move(trials_); }

private:
    [[nodiscard]] SearchPoint fitted(const SearchPoint& point) const;
    void evaluate(std::vector<SearchPoint> points);

    const SearchProblem& problem_;
    const SearchRequest& request_;
    std::int64_t most_;
    std::int64_t limit_;
    bool was_interrupted_ = false;
    std::vector<SearchTrial> trials_;
    std::map<SearchPoint, std::size_t> places_;
};

} // namespace kamsim
