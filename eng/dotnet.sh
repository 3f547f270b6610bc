# shellcheck shell=bash
# Sourced by ./unpark and ./test.

# require_dotnet <name of the script> <folder of global.json>: ends the script with advice when the .NET SDK of global.json is missing.
require_dotnet() {
  local found
  if ! command -v dotnet >/dev/null; then
    found="there is no dotnet on PATH"
  elif ! found=$(cd "$2" && dotnet --version 2>&1); then
    found="dotnet on PATH is too old: it has $(dotnet --list-sdks 2>/dev/null | cut -d ' ' -f 1 | paste -sd ' ' - || true)"
  else
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
    return
  fi
  cat >&2 <<ADVICE
$1: building needs the .NET 10 SDK, and $found.
  Ubuntu 24.04 and later  sudo apt-get install dotnet-sdk-10.0
  Debian                  https://learn.microsoft.com/dotnet/core/install/linux-debian
  macOS                   brew install dotnet
  elsewhere               https://dotnet.microsoft.com/download/dotnet/10.0
ADVICE
  exit 3
}
