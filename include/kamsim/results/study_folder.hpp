#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kamsim/results/result_file_error.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// Which study a file is of.
struct StudyIdentity {
    std::string description; ///< all that its values depend on, in words: only an equal one goes on with it
    std::int64_t points = 0;
    std::int64_t futures = 0;
    std::vector<std::string> alternatives;
    std::vector<std::string> inputs; ///< names of the coordinates of a point
};

/// Whether work on a study begins or goes on.
enum class StudyStart : std::uint8_t { anew, go_on };

/// The folder `FILE.part` in which a study keeps the values at the points that it has finished until FILE can be
/// written; killed at any time, it loses what was not committed only.
class StudyFolder {
public:
    /// Whether a study was begun and not brought to its end.
    [[nodiscard]] static bool is_begun(const std::filesystem::path& file);

    /// @throws ResultFileError where the folder cannot be made or written to, or another process has it; of a new
    /// start,
    ///   where it holds an unfinished study; else, where there is none, or it is another one or of another version
    StudyFolder(const std::filesystem::path& file, StudyIdentity identity, StudyStart start);
    StudyFolder(StudyFolder&&) noexcept;
    StudyFolder& operator=(StudyFolder&&) noexcept;
    ~StudyFolder();

    /// Names of the shards that were damaged and put aside; their points are missing again.
    [[nodiscard]] const std::vector<std::string>& damaged() const;
    /// Points that no shard holds.
    [[nodiscard]] std::vector<PointRange> missing() const;

    /// Brings values to disk.
    /// @throws ResultFileError where they cannot be written; what was committed before is kept
    void commit(const StudyValues& values);

    /// Writes the file, when no point is missing, and removes the folder.
    /// @param point_values the coordinates of a point
    /// @throws ResultFileError where it cannot be written
    void finish(const std::function<std::vector<double>(std::int64_t point)>& point_values);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// The values of a finished study, without ledgers and measures.
/// @throws UnreadableResult where there is no such file or it is damaged
/// @throws ResultFileError where it is of another study
[[nodiscard]] StudyValues read_study(const std::filesystem::path& file, const StudyIdentity& identity);

} // namespace kamsim
