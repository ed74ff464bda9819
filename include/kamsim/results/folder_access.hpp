#pragma once

#include <cstdint>

namespace kamsim {

/// Who may be in the folder of unfinished work beside this process: nobody, or other processes of the same work, here
/// or on other machines that share the file system. Who wants a folder alone is kept out by whoever has it, and keeps
/// others out.
enum class FolderAccess : std::uint8_t { alone, together };

} // namespace kamsim
