using Rooms.Configuration;
using Rooms.Host.Demo;

namespace Rooms.Host.Secrets;

internal static class SecretsConfiguration
{
    private const string DemoAppSecret = "Apps:demo:Secret";

    // Control:Secret is not among them: unset means that no other process may join as a media node.
    private static readonly string[] MadeWhenMissing = ["Urls:PushKey", "Urls:PlayKey", "FileStore:Key", "Admin:Secret", "Admin:SealKey"];

    /// <summary>Completes the configuration with <c>data/secrets.json</c>. In the demo the app <c>demo</c> gets a random secret too.</summary>
    public static void AddKeptSecrets(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var missing = MadeWhenMissing.Where(key => IsMissing(configuration, key)).ToList();
        if (DemoOptions.IsOn(configuration) && IsMissing(configuration, DemoAppSecret)) missing.Add(DemoAppSecret);
        if (missing.Count == 0) return;

        var file = new SecretsFile(Path.Combine(configuration["Data:Directory"] ?? "data", "secrets.json"));
        var kept = file.ReadOrMake(missing);
        configuration.AddInMemoryCollection(missing.ToDictionary(KeyOf, key => kept[key]));
    }

    // The demo's app is there because it has a secret: its key has to be the app's own.
    private static string KeyOf(string key) => key == DemoAppSecret ? key : KeptSecret.KeyOf(key);

    private static bool IsMissing(ConfigurationManager configuration, string key) =>
        string.IsNullOrEmpty(configuration[key]) && string.IsNullOrEmpty(configuration[key + SecretFile.Suffix]);
}
