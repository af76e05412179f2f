using System.Text.RegularExpressions;

namespace Rooms.EndToEnd.Tests.Phone;

/// <summary><c>./rooms up --phone</c>, with another loopback address in the place of the machine's own.</summary>
public sealed partial class PhoneHost : IAsyncLifetime
{
    private const string Address = "127.0.0.2";

    public RunningHost Host { get; private set; } = null!;

    /// <summary>What the QR code says.</summary>
    public Uri Invitation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await RunningHost.StartUpAsync("--phone", "--Phone:Address", Address, "--urls", $"http://127.0.0.1:0;https://{Address}:0");
        Invitation = new Uri(Pattern().Match(Host.Output).Value);
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    [GeneratedRegex(@"https://127\.0\.0\.2:\d+/#phone=[\w-]+")]
    private static partial Regex Pattern();
}
