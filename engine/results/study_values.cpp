#include "results/study_values.hpp"

#include "results/hdf5_input.hpp"

namespace kamsim {

namespace {

const std::string value_name = "value";
const std::string ledger_name = "ledger";
const std::string measure_name = "measure_mean";
const std::string count_name = "measure_count";
const std::string failed_name = "failed";
const std::string reason_name = "reason";

void write_failures(hdf5::File& file, const std::vector<PointFailure>& failures)
{
    std::vector<double> points;
    std::vector<std::string> reasons;
    for (const PointFailure& failure : failures) {
        points.push_back(static_cast<double>(failure.point));
        reasons.push_back(failure.reason);
    }
    file.add_dimension(failed_name, points);
    file.add_text(reason_name, failed_name, reasons);
}

} // namespace

void write_study_values(hdf5::File& file, const StudyValues& values)
{
    file.add_attribute("first_point", values.first_point);
    file.add_bare_dimension("point", static_cast<hsize_t>(values.points));
    file.add_bare_dimension("alternative", static_cast<hsize_t>(values.alternatives));
    file.add_bare_dimension("future", static_cast<hsize_t>(values.futures));
    file.add_variable(value_name, {hdf5::Element::float64, {"point", "alternative", "future"}, {}, 0});
    file.write(value_name, values.value);
    if (!values.ledger.empty()) {
        file.add_bare_dimension("line", ledger_line_count);
        file.add_variable(ledger_name, {hdf5::Element::float64, {"point", "alternative", "line"}, {}, 0});
        file.write(ledger_name, values.ledger);
    }
    if (!values.measure_means.empty()) {
        file.add_bare_dimension("measure", static_cast<hsize_t>(values.measures));
        file.add_bare_dimension("period", static_cast<hsize_t>(values.periods));
        for (const auto& name : {measure_name, count_name}) {
            file.add_variable(name, {hdf5::Element::float64, {"point", "alternative", "measure", "period"}, {}, 0});
        }
        file.write(measure_name, values.measure_means);
        file.write(count_name, values.measure_counts);
    }
    if (!values.failures.empty()) {
        write_failures(file, values.failures);
    }
}

StudyValues read_study_values(const std::filesystem::path& path)
{
    const hdf5::QuietErrors quiet;
    const hdf5::InputFile file(path);
    const auto shape = file.shape(value_name);
    StudyValues values;
    values.first_point = file.whole_attribute("first_point");
    values.points = static_cast<std::int64_t>(shape.at(0));
    values.alternatives = static_cast<int>(shape.at(1));
    values.futures = static_cast<std::int64_t>(shape.at(2));
    values.value = file.numbers(value_name);
    if (file.has_variable(ledger_name)) {
        values.ledger = file.numbers(ledger_name);
    }
    if (file.has_variable(measure_name)) {
        const auto measures = file.shape(measure_name);
        values.measures = static_cast<int>(measures.at(2));
        values.periods = static_cast<int>(measures.at(3));
        values.measure_means = file.numbers(measure_name);
        values.measure_counts = file.numbers(count_name);
    }
    if (file.has_variable(failed_name)) {
        const auto points = file.numbers(failed_name);
        const auto reasons = file.texts(reason_name);
        for (std::size_t k = 0; k < points.size(); ++k) {
            values.failures.push_back({static_cast<std::int64_t>(points[k]), reasons.at(k)});
        }
    }
    return values;
}

} // namespace kamsim
