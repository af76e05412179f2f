using System.ComponentModel.DataAnnotations;
using System.Net;
using Rooms.Contracts;
using Rooms.Gateway.Compat.Side;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>What both generations of goim share. goim asks nobody who he is: nothing listens until an app is named, and then on this machine alone.</summary>
internal sealed class GoimOptions : IValidatableObject
{
    public const string Section = "Compat:Goim";

    /// <summary>The app whose rooms and users goim's clients and backends see. Empty: no goim.</summary>
    public string App { get; set; } = "";

    /// <summary>Where clients connect. 127.0.0.1: goim's clients prove nothing, so an operator has to say that everybody may come.</summary>
    [Address]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Where backends push. 127.0.0.1: whoever reaches it may write to every room and client.</summary>
    [Address]
    public string HttpAddress { get; set; } = "127.0.0.1";

    /// <summary>Operation of messages that did not come from goim. 1000: the first that goim's examples subscribe to.</summary>
    [Range(18, int.MaxValue)]
    public int MessageOperation { get; set; } = 1000;

    /// <summary>Host name for <c>/goim/nodes</c>. Empty: the one that the request was sent to.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Rooms that clients may have made in a minute by entering one that does not exist: strangers must not fill the disk.</summary>
    [Range(0, 1_000_000)]
    public int NewRoomsPerMinute { get; set; } = 600;

    public bool IsOn => App.Length > 0;

    public IPEndPoint EndOf(int port) => new(IPAddress.Parse(Address), port);

    public IPEndPoint HttpEndOf(int port) => new(IPAddress.Parse(HttpAddress), port);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (App.Length > 0 && !Ids.IsValid(App)) yield return new("the name of an app", [nameof(App)]);
    }
}
