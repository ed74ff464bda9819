#pragma once

#include <cstdint>

namespace kamsim {

/// Who may be in the folder of unfinished work beside this process: nobody, or other processes of the same work, here
/// or on other machines that share the file system. Who wants a folder alone is kept out by whoever has it, and keeps
/// others out.
enum class FolderAccess : std::uint8_t { alone, together };

/// Who has such a folder at a moment.
enum class FolderHolders : std::uint8_t { nobody, one, several_may };

} // namespace kamsim
