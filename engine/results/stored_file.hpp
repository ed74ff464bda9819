#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "results/hdf5_input.hpp"
#include "results/layout.hpp"

namespace kamsim {

/// Something in a file is missing or contradicts itself.
class Damage : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file of kamsim that is read, by the names that the layout declares. All members throw Damage where something is
/// missing, and hdf5::Error where HDF5 refuses.
class StoredFile {
public:
    explicit StoredFile(const std::filesystem::path& path) : file_(path) {}

    [[nodiscard]] const hdf5::InputFile& hdf5() const { return file_; }
    [[nodiscard]] std::string format() const;
    [[nodiscard]] std::string text(const std::string& attribute) const;
    /// A JSON list of texts.
    [[nodiscard]] std::vector<std::string> list(const std::string& attribute) const;
    [[nodiscard]] std::int64_t whole(const std::string& attribute) const;
    [[nodiscard]] std::vector<std::string> labels(const std::string& variable) const;
    /// Length of a dimension; 0 where the file does without it.
    [[nodiscard]] std::size_t length(const std::string& dimension) const;
    /// A whole variable, whose shape must be that of its dimensions.
    [[nodiscard]] std::vector<double> numbers(const VariableDeclaration& declaration) const;

private:
    hdf5::InputFile file_;
};

/// Which files a step of reading takes.
enum class StoredKind : std::uint8_t { result, result_or_part, any };

/// Reads from a file that is known to be good, with HDF5 silent.
/// @throws UnreadableResult where it is not of this kind, lacks something or contradicts itself
void read_good(const std::filesystem::path& path, StoredKind kind, const std::function<void(const StoredFile&)>& read);

/// Verifies every byte of a file, then reads from it with HDF5 silent.
/// @throws UnreadableResult where there is no such file, where it is not of this kind or of another version of the
///   format, and where it is damaged, not complete or contradicts itself; with the reason and what to do
void read_verified(const std::filesystem::path& path, StoredKind kind,
                   const std::function<void(const StoredFile&)>& read);

} // namespace kamsim
