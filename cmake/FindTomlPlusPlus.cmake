# toml++ is used as headers alone: an installed kamsim needs nothing of it. (Its pkg-config file in Debian asks for the
# shared library instead.) Defines the target TomlPlusPlus::TomlPlusPlus.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h)
mark_as_advanced(TOMLPLUSPLUS_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  TomlPlusPlus
  REQUIRED_VARS TOMLPLUSPLUS_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "toml++ is missing (Debian package libtomlplusplus-dev)")

if(TomlPlusPlus_FOUND AND NOT TARGET TomlPlusPlus::TomlPlusPlus)
  add_library(TomlPlusPlus::TomlPlusPlus INTERFACE IMPORTED)
  set_target_properties(TomlPlusPlus::TomlPlusPlus PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${TOMLPLUSPLUS_INCLUDE_DIR}"
                                                              INTERFACE_COMPILE_DEFINITIONS TOML_HEADER_ONLY=1)
endif()
