using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rooms.Benchmarks;

/// <summary>Every single measurement as JSON beside the tables on the screen.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task SaveAsync<T>(string kind, BenchOptions options, T results, CancellationToken cancellation)
    {
        var path = Path.Combine(Checkout.Artifacts, $"{kind}-{DateTime.UtcNow:yyyyMMdd-HHmmss}.json");
        var file = new { kind, at = DateTimeOffset.UtcNow, machine = Machine(), options, results };
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(file, Indented), cancellation);
        Console.WriteLine($"\nSaved as {Path.GetRelativePath(Checkout.Root, path)}");
    }

    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) ?? "";
        return $"{model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}, {Environment.OSVersion.VersionString}";
    }
}
