// Boxes and trees: known ones are found again from labels, and noise has none.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/box_search.hpp"
#include "kamsim/statistics/label_tree.hpp"

namespace kamsim {
namespace {

Eigen::MatrixXd uniform_points(std::uint32_t sample, Eigen::Index points, Eigen::Index inputs)
{
    Eigen::MatrixXd drawn(points, inputs);
    for (Eigen::Index point = 0; point < points; ++point) {
        for (Eigen::Index input = 0; input < inputs; ++input) {
            drawn(point, input) =
                draw(17, sample, static_cast<std::uint64_t>(point), static_cast<std::uint32_t>(input), Purpose::demand);
        }
    }
    return drawn;
}

/// True with this probability.
bool coin(std::uint32_t sample, Eigen::Index point, double probability)
{
    return draw(17, sample, static_cast<std::uint64_t>(point), once, Purpose::failure) < probability;
}

/// Of interest: the first input below 0.4 and the third above 0.5, with a few labels wrong.
std::vector<bool> box_labels(std::uint32_t sample, const Eigen::MatrixXd& points, double wrong)
{
    std::vector<bool> labels;
    for (Eigen::Index point = 0; point < points.rows(); ++point) {
        const bool inside = points(point, 0) <= 0.4 && points(point, 2) >= 0.5;
        labels.push_back(inside != coin(sample, point, wrong));
    }
    return labels;
}

const BoxLimit* limit_of(const Box& box, Eigen::Index input, BoxLimit::Side side)
{
    const auto found = std::find_if(box.limits.begin(), box.limits.end(),
                                    [&](const BoxLimit& limit) { return limit.input == input && limit.side == side; });
    return found == box.limits.end() ? nullptr : &*found;
}

TEST(BoxSearch, FindsAKnownBoxAgain)
{
    for (std::uint32_t sample = 0; sample < 10; ++sample) {
        const auto points = uniform_points(sample, 500, 6);
        const auto labels = box_labels(sample, points, 0.05);
        const auto box = find_box(points, labels);
        const auto* first = limit_of(box, 0, BoxLimit::Side::most);
        const auto* third = limit_of(box, 2, BoxLimit::Side::least);
        ASSERT_NE(first, nullptr) << sample;
        ASSERT_NE(third, nullptr) << sample;
        EXPECT_NEAR(first->value, 0.4, 0.06) << sample;
        EXPECT_NEAR(third->value, 0.5, 0.06) << sample;
        EXPECT_LE(box.limits.size(), 3U) << sample;
        // On points that the search has not seen; the true box has coverage 0.826 and density 0.95.
        const auto others = uniform_points(1000 + sample, 2000, 6);
        const auto quality = quality_of(box, others, box_labels(1000 + sample, others, 0.05));
        EXPECT_GT(quality.coverage, 0.65) << sample;
        EXPECT_GT(quality.density, 0.80) << sample;
        EXPECT_LT(quality.chance, 1e-20) << sample;
        const auto repeated = reproducibility(box, points, labels);
        EXPECT_GT(repeated[static_cast<std::size_t>(first - box.limits.data())], 0.9) << sample;
        EXPECT_LT(quasi_p_value(box, static_cast<std::size_t>(third - box.limits.data()), points, labels), 1e-6);
    }
}

// Boxes in pure noise are confirmed on other points in 5 % of the samples at most: 200 samples, four standard errors.
TEST(BoxSearch, NoiseHasNoBoxOnOtherPoints)
{
    int confirmed = 0;
    for (std::uint32_t sample = 0; sample < 200; ++sample) {
        const auto points = uniform_points(sample, 150, 5);
        const auto others = uniform_points(1000 + sample, 150, 5);
        const auto noise = [](std::uint32_t number, const Eigen::MatrixXd& of) {
            std::vector<bool> labels;
            for (Eigen::Index point = 0; point < of.rows(); ++point) {
                labels.push_back(coin(number, point, 0.3));
            }
            return labels;
        };
        const auto box = find_box(points, noise(sample, points));
        confirmed += quality_of(box, others, noise(1000 + sample, others)).chance < 0.05 ? 1 : 0;
    }
    EXPECT_LE(confirmed, 22);
}

TEST(BoxSearch, CountsWhatIsInside)
{
    Eigen::MatrixXd points(4, 1);
    points << 1.0, 2.0, 3.0, 4.0;
    const std::vector<bool> labels{false, false, true, true};
    const Box upper{{{0, BoxLimit::Side::least, 3.0}}};
    const auto quality = quality_of(upper, points, labels);
    EXPECT_EQ(quality.inside, 2);
    EXPECT_EQ(quality.hits, 2);
    EXPECT_EQ(quality.coverage, 1.0);
    EXPECT_EQ(quality.density, 1.0);
    EXPECT_EQ(quality.base_density, 0.5);
    EXPECT_NEAR(quality.chance, 1.0 / 6.0, 1e-12);
    EXPECT_NEAR(quasi_p_value(upper, 0, points, labels), 0.25, 1e-12);
    EXPECT_TRUE(find_box(points, {true, true, true, true}).limits.empty());
    EXPECT_THROW(static_cast<void>(find_box(points, {true})), std::invalid_argument);
}

/// Three labels: by the second input, and below its threshold by the first.
std::vector<int> tree_labels(std::uint32_t sample, const Eigen::MatrixXd& points, double wrong)
{
    std::vector<int> labels;
    for (Eigen::Index point = 0; point < points.rows(); ++point) {
        const int label = points(point, 1) >= 0.6 ? 2 : points(point, 0) < 0.5 ? 0 : 1;
        labels.push_back(coin(sample, point, wrong) ? (label + 1) % 3 : label);
    }
    return labels;
}

TEST(LabelTree, FindsAKnownPartitionAgain)
{
    const auto points = uniform_points(3, 500, 4);
    const auto rules = grow_tree(points, tree_labels(3, points, 0.05));
    ASSERT_EQ(rules.size(), 3U);
    const auto others = uniform_points(4, 2000, 4);
    const auto truth = tree_labels(4, others, 0.0);
    int right = 0;
    for (Eigen::Index point = 0; point < others.rows(); ++point) {
        right += label_of(rules, others.row(point)) == truth[static_cast<std::size_t>(point)] ? 1 : 0;
        EXPECT_EQ(std::count_if(rules.begin(), rules.end(),
                                [&](const LabelRule& rule) { return rule.box.holds(others.row(point)); }),
                  1);
    }
    EXPECT_GT(right, 1940);
}

TEST(LabelTree, OfNoiseIsOneLeaf)
{
    int more = 0;
    for (std::uint32_t sample = 0; sample < 40; ++sample) {
        const auto points = uniform_points(sample, 150, 4);
        std::vector<int> labels;
        for (Eigen::Index point = 0; point < points.rows(); ++point) {
            labels.push_back(coin(sample, point, 0.3) ? 1 : 0);
        }
        more += grow_tree(points, labels).size() > 1 ? 1 : 0;
    }
    EXPECT_LE(more, 4);
    EXPECT_THROW(static_cast<void>(grow_tree(Eigen::MatrixXd(0, 1), {})), std::invalid_argument);
}

} // namespace
} // namespace kamsim
