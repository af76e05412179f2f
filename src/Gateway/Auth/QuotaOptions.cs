using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;
using Rooms.Contracts.Apps;

namespace Rooms.Gateway.Auth;

/// <summary>
/// <c>Quotas</c> for every app, those made in the console too; a key of <c>Apps:NAME:Quotas</c> replaces that key for one app. Every default is 0, no
/// limit: on a server with one app the machine is the limit.
/// </summary>
[Reloadable]
internal sealed class QuotaOptions
{
    public const string Section = "Quotas";

    private const string Wanted = "a whole number, 0 for no limit";

    /// <summary>Rooms that are not closed.</summary>
    [Range(0, int.MaxValue, ErrorMessage = Wanted)]
    public int Rooms { get; set; }

    /// <summary>Streams on air at once.</summary>
    [Range(0, int.MaxValue, ErrorMessage = Wanted)]
    public int Streams { get; set; }

    /// <summary>Viewers at once, of all protocols.</summary>
    [Range(0, int.MaxValue, ErrorMessage = Wanted)]
    public int Viewers { get; set; }

    /// <summary>REST requests with a token of the app, whatever its role.</summary>
    [Range(0, 1_000_000, ErrorMessage = Wanted)]
    public int RequestsPerSecond { get; set; }

    /// <summary>Media bytes in and out in a day of UTC.</summary>
    [Range(0, long.MaxValue, ErrorMessage = Wanted)]
    public long BytesPerDay { get; set; }

    public AppQuotas ToQuotas() => new()
    {
        Rooms = Rooms,
        Streams = Streams,
        Viewers = Viewers,
        RequestsPerSecond = RequestsPerSecond,
        BytesPerDay = BytesPerDay,
    };
}
