using System.ComponentModel.DataAnnotations;
using System.Net;
using Rooms.Contracts;
using Rooms.Gateway.Compat.Side;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>The chat of PHPWebIM's pages in one room. webim asks nobody who he is: nothing listens until app and room are named, and then on this machine alone.</summary>
internal sealed class WebImOptions : IValidatableObject
{
    public const string Section = "Compat:WebIm";

    /// <summary>The app that the room belongs to. Empty: no webim.</summary>
    public string App { get; set; } = "";

    /// <summary>The room that all of webim is. It is made when it does not exist. Empty: no webim.</summary>
    public string Room { get; set; } = "";

    /// <summary>webim's own port. 0: any free port.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 9503;

    /// <summary>Where to listen. 127.0.0.1: webim's clients prove nothing, so an operator has to say that everybody may come.</summary>
    [Address]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>What config.js tells pages to connect to, such as <c>ws://chat.example:9503/</c>. Empty: where config.js was asked for.</summary>
    public string Url { get; set; } = "";

    /// <summary>Access-Control-Allow-Origin of the polling transport, for pages of another origin. Empty: none.</summary>
    public string Origin { get; set; } = "";

    /// <summary>send_interval_limit: the whole seconds from one message of a connection to its next.</summary>
    [Range(0, 3600)]
    public int SendIntervalSeconds { get; set; } = 2;

    /// <summary>Connections and polling sessions at a time: each may keep a queue of messages.</summary>
    [Range(1, 1_000_000)]
    public int MaxClients { get; set; } = 10_000;

    /// <summary>A polling session that nobody polls for so long has left. 90: the client itself gives up a poll after 80.</summary>
    [Range(1, 3600)]
    public int CometIdleSeconds { get; set; } = 90;

    public bool IsOn => App.Length > 0 && Room.Length > 0;

    public IPEndPoint End => new(IPAddress.Parse(Address), Port);

    public TimeSpan CometIdleTime => TimeSpan.FromSeconds(CometIdleSeconds);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (App.Length > 0 && !Ids.IsValid(App)) yield return new("the name of an app", [nameof(App)]);
        if (Room.Length > 0 && !Ids.IsValid(Room)) yield return new("the id of a room", [nameof(Room)]);
        if (Url.Length > 0 && (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("ws" or "wss")))
            yield return new("an address such as ws://chat.example:9503/ or wss://chat.example/", [nameof(Url)]);
        if (App.Length > 0 && Room.Length == 0) yield return new("the id of a room, with App", [nameof(Room)]);
    }
}
