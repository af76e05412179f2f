using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Rooms.Configuration.Files;

/// <summary>The levels of <c>Logging:LogLevel</c>. The framework throws at a wrong one while it builds the logger that should tell of it.</summary>
internal sealed class LogLevels : IOptionsCheck
{
    private const string Section = "Logging";

    public void Check(IConfiguration configuration, List<string> faults) => faults.AddRange(Wrong(configuration).Select(level => Fault(level.Key, level.Value)));

    /// <summary>Level keys and values that are none.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Wrong(IConfiguration configuration) =>
        configuration.GetSection(Section).AsEnumerable().Where(pair => pair.Value is { Length: > 0 } && IsLevel(pair.Key) && !IsKnown(pair.Value));

    private static string Fault(string key, string? value) => $"{key} = '{value}': wanted one of {string.Join(", ", Enum.GetNames<LogLevel>())}";

    private static bool IsLevel(string key) => key.Split(':') is [Section, "LogLevel", _] or [Section, _, "LogLevel", _];

    private static bool IsKnown(string text) => Enum.GetNames<LogLevel>().Contains(text, StringComparer.OrdinalIgnoreCase);
}
