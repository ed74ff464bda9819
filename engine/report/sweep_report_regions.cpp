#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/statistics/box_search.hpp"
#include "report/sweep_report_parts.hpp"

namespace kamsim::sweep_report {

namespace {

constexpr std::int64_t fewest_points = 16; ///< below which a box says nothing
constexpr double sure_chance = 0.05;

/// The points as boxes see them: factors that have an order.
struct Places {
    std::vector<std::size_t> inputs; ///< of the space
    Eigen::MatrixXd points;          ///< [point][input]
    std::vector<std::string> left_out;
};

Places places_of(const SweepSpace& space)
{
    Places places;
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        const auto& factor = space.factor(input);
        const bool has_order = !factor.is_categorical() || factor.levels.size() == 2;
        if (has_order) {
            places.inputs.push_back(input);
        } else {
            places.left_out.push_back(factor.name);
        }
    }
    places.points.resize(space.points().rows(), std::ssize(places.inputs));
    for (std::size_t k = 0; k < places.inputs.size(); ++k) {
        places.points.col(static_cast<Eigen::Index>(k)) =
            space.points().col(static_cast<Eigen::Index>(places.inputs[k]));
    }
    return places;
}

std::string limit_text(const Source& source, const Places& places, const BoxLimit& limit)
{
    const auto input = places.inputs[static_cast<std::size_t>(limit.input)];
    const auto& factor = source.space->factor(input);
    if (factor.is_categorical()) {
        const double level = limit.side == BoxLimit::Side::least ? std::ceil(limit.value) : std::floor(limit.value);
        return fmt::format("{} = {}", factor.name, source.space->text_of(input, level));
    }
    return fmt::format("{} {} {}", factor.name, limit.side == BoxLimit::Side::least ? "at least" : "at most",
                       source.style.plain(limit.value));
}

std::string box_text(const Source& source, const Places& places, const Box& box)
{
    std::string text;
    for (const auto& limit : box.limits) {
        text += (text.empty() ? "" : " and ") + limit_text(source, places, limit);
    }
    return text;
}

struct Region {
    int alternative = 0;
    Box box;
    BoxQuality quality;
    double least_reproduced = 1.0; ///< of its limits: share of searches on halves that find it again
};

/// Of designs that win somewhere but not everywhere.
std::vector<Region> regions_of(const Source& source, const Places& places)
{
    std::vector<Region> regions;
    const auto& kept = source.space->kept();
    for (int alternative = 0; alternative < std::ssize(source.table.alternatives); ++alternative) {
        std::vector<bool> wins;
        for (const auto point : kept) {
            wins.push_back(source.table.best[static_cast<std::size_t>(point)] == static_cast<double>(alternative));
        }
        const auto hits = std::count(wins.begin(), wins.end(), true);
        if (hits == 0 || hits == std::ssize(wins)) {
            continue;
        }
        Region region{alternative, find_box(places.points, wins), {}, 1.0};
        region.quality = quality_of(region.box, places.points, wins);
        for (const double share : reproducibility(region.box, places.points, wins)) {
            region.least_reproduced = std::min(region.least_reproduced, share);
        }
        regions.push_back(std::move(region));
    }
    return regions;
}

Sentence sentence_of(const Source& source, const Places& places, const Region& region)
{
    const auto& design = source.design(region.alternative);
    const auto& quality = region.quality;
    if (region.box.limits.empty()) {
        return {"regions.no_box",
                fmt::format("{} is worth most at {} of {} points, but no limits tell these from the others.", design,
                            source.style.count(static_cast<double>(quality.hits)),
                            source.style.count(static_cast<double>(quality.inside))),
                {{"design", TableCell(design)}, {"hits", TableCell(quality.hits)}}};
    }
    const bool is_clear = quality.chance < sure_chance;
    return {is_clear ? "regions.box" : "regions.box_by_chance",
            fmt::format("{} wins where {}: at {} of the {} points there, which are {} of all points where it wins{}.",
                        design, box_text(source, places, region.box),
                        source.style.count(static_cast<double>(quality.hits)),
                        source.style.count(static_cast<double>(quality.inside)), source.style.percent(quality.coverage),
                        is_clear ? "" : "; that may be chance"),
            {{"design", TableCell(design)},
             {"hits", TableCell(quality.hits)},
             {"inside", TableCell(quality.inside)},
             {"coverage", cell(quality.coverage)},
             {"chance", cell(quality.chance)}}};
}

Figure figure_of(const Source& source, const Places& places, const std::vector<Region>& regions)
{
    ReportTable table{"boxes",
                      "Boxes in which a design wins",
                      {text_column("design", "Design"), text_column("limits", "Wins where"),
                       number_column("inside", "Points in the box", 0), number_column("hits", "Won there", 0),
                       share_column("coverage", "Coverage"), share_column("density", "Density"),
                       share_column("base", "Density of all"), share_column("reproduced", "Found again")},
                      {},
                      {}};
    FigureVariant variant;
    for (const auto& region : regions) {
        const auto& quality = region.quality;
        const bool has_limits = !region.box.limits.empty();
        table.rows.push_back(
            {source.design(region.alternative),
             has_limits ? TableCell(box_text(source, places, region.box)) : TableCell(std::string("no limits")),
             TableCell(quality.inside), TableCell(quality.hits), cell(quality.coverage), cell(quality.density),
             cell(quality.base_density), has_limits ? cell(region.least_reproduced) : TableCell()});
        variant.takeaway.push_back(sentence_of(source, places, region));
    }
    variant.tables = {std::move(table)};
    std::string left_out;
    for (const auto& name : places.left_out) {
        left_out += (left_out.empty() ? "" : ", ") + name;
    }
    variant.notes = {
        {"regions.note",
         "Coverage: part of the points won by the design that lies in the box. Density: part of the points in the "
         "box that it wins. Found again: how often the least certain limit is found in random halves of the "
         "points. The box is judged by the points that it was found in, so it looks a little better than it is; "
         "winners are by means at the points.",
         {}}};
    if (!left_out.empty()) {
        variant.notes.push_back(
            {"regions.left_out", fmt::format("Factors without an order take no part: {}.", left_out), {}});
    }
    Figure figure{"5.1",
                  "Boxes in which a design wins",
                  "A table: a row for each design that wins somewhere but not everywhere.",
                  {},
                  "",
                  {}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

Section regions(const Source& source)
{
    Section section{5, "regions", "Where each design wins", "Within which limits is a design worth most?", {}};
    const auto say = [&section](const char* id, std::string text) {
        section.blocks.emplace_back(TextBlock{"", TextStyle::paragraph, {{id, std::move(text), {}}}});
        return section;
    };
    if (!source.space) {
        return say("regions.no_space", fmt::format("No box can be sought: {}.", source.without_surface));
    }
    if (std::ssize(source.space->kept()) < fewest_points) {
        return say("regions.few_points",
                   fmt::format("A box takes {} points or more that did not fail; there are {}. Sweep with more points.",
                               fewest_points, source.space->kept().size()));
    }
    const auto places = places_of(*source.space);
    if (places.inputs.empty()) {
        return say("regions.no_order", "Boxes take factors with an order, and no factor that varies has one.");
    }
    const auto regions = regions_of(source, places);
    if (regions.empty()) {
        const auto best = static_cast<int>(source.table.best[static_cast<std::size_t>(source.space->kept().front())]);
        return say("regions.one_winner",
                   fmt::format("{} is worth most at every point, so there is no limit to find.", source.design(best)));
    }
    section.blocks.emplace_back(figure_of(source, places, regions));
    return section;
}

} // namespace kamsim::sweep_report
