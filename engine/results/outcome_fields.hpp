#pragma once

#include <cmath>
#include <limits>

#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/variance_components.hpp"

/// Fields of the elements of an array of an outcome: how a variable of the result file gets them and, where it is
/// needed, how it puts them back. What is defined in no replication is missing in the file and 0 in moments.
namespace kamsim::outcome_fields {

inline constexpr auto missing = std::numeric_limits<double>::quiet_NaN();

inline const Moments& moments_of(const Moments& moments)
{
    return moments;
}
inline Moments& moments_of(Moments& moments)
{
    return moments;
}
inline const Moments& moments_of(const MeasureSummary& summary)
{
    return summary.moments;
}
inline Moments& moments_of(MeasureSummary& summary)
{
    return summary.moments;
}

inline const Moments& moments_of(const DifferenceSummary& summary)
{
    return summary.moments;
}
inline Moments& moments_of(DifferenceSummary& summary)
{
    return summary.moments;
}

inline double unless_missing(double number)
{
    return std::isnan(number) ? 0.0 : number;
}

struct Count {
    template <class Summary>
    static double get(const Summary& summary)
    {
        return summary.moments.count;
    }
    template <class Summary>
    static void set(Summary& summary, double number, const Outcome&)
    {
        summary.moments.count = number;
    }
};

/// Of moments without a variable for their count: they are of all replications.
struct Mean {
    template <class Element>
    static double get(const Element& element)
    {
        return moments_of(element).count > 0.0 ? moments_of(element).mean : missing;
    }
    template <class Element>
    static void set(Element& element, double number, const Outcome& outcome)
    {
        moments_of(element).count = static_cast<double>(outcome.replications);
        moments_of(element).mean = number;
    }
};

/// Of moments whose count has a variable of its own.
struct CountedMean {
    template <class Summary>
    static double get(const Summary& summary)
    {
        return Mean::get(summary);
    }
    template <class Summary>
    static void set(Summary& summary, double number, const Outcome&)
    {
        summary.moments.mean = unless_missing(number);
    }
};

struct SquaredDeviations {
    template <class Element>
    static double get(const Element& element)
    {
        return moments_of(element).count > 0.0 ? moments_of(element).sum_squared_deviations : missing;
    }
    template <class Element>
    static void set(Element& element, double number, const Outcome&)
    {
        moments_of(element).sum_squared_deviations = unless_missing(number);
    }
};

struct Deviation {
    template <class Element>
    static double get(const Element& element)
    {
        return std::sqrt(moments_of(element).variance());
    }
};

/// Of the means of worlds, of which there are none where nothing is uncertain.
struct WorldCount {
    template <class Summary>
    static double get(const Summary& summary)
    {
        return summary.between.count;
    }
    template <class Summary>
    static void set(Summary& summary, double number, const Outcome&)
    {
        summary.between.count = number;
    }
};

/// Of moments without a variable for their count: they are of all worlds.
struct WorldMean {
    template <class Summary>
    static double get(const Summary& summary)
    {
        return summary.between.count > 0.0 ? summary.between.mean : missing;
    }
    static void set(DifferenceSummary& summary, double number, const Outcome& outcome)
    {
        summary.between.count = static_cast<double>(outcome.worlds);
        summary.between.mean = number;
    }
};

struct CountedWorldMean {
    template <class Summary>
    static double get(const Summary& summary)
    {
        return WorldMean::get(summary);
    }
    template <class Summary>
    static void set(Summary& summary, double number, const Outcome&)
    {
        summary.between.mean = unless_missing(number);
    }
};

struct WorldSquaredDeviations {
    template <class Summary>
    static double get(const Summary& summary)
    {
        return summary.between.count > 0.0 ? summary.between.sum_squared_deviations : missing;
    }
    template <class Summary>
    static void set(Summary& summary, double number, const Outcome&)
    {
        summary.between.sum_squared_deviations = unless_missing(number);
    }
};

struct BetweenDeviation {
    static double get(const MeasureSummary& summary)
    {
        return std::sqrt(variance_components(summary.moments, summary.between).between);
    }
};

struct QuantileError {
    static double get(const MeasureSummary& summary)
    {
        return summary.moments.count > 0.0 ? summary.quantile_error : missing;
    }
    static void set(MeasureSummary& summary, double number, const Outcome&)
    {
        summary.quantile_error = unless_missing(number);
    }
};

} // namespace kamsim::outcome_fields
