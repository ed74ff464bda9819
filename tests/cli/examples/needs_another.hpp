#pragma once

// A bad example: uses std::string without including it.
inline std::string greeting();
