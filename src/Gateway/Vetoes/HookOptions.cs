using System.ComponentModel.DataAnnotations;
using Rooms.Gateway.Outgoing;

namespace Rooms.Gateway.Vetoes;

/// <summary>One question to an app's backend (docs/webhooks.md).</summary>
internal class HookOptions
{
    /// <summary>Where the backend is asked. Empty: it is not.</summary>
    [TargetAddress(ErrorMessage = "an address such as https://shop.example/may, without a user in it")]
    public string Url { get; set; } = "";

    /// <summary>How long the one who asks may wait for the answer: it is added to what the user sees.</summary>
    [Range(10, 3_000)]
    public virtual int TimeoutMilliseconds { get; set; } = 500;

    /// <summary>What counts when there is no answer in time or none that can be read. Allow: a backend that is down stops nobody.</summary>
    public HookFailure OnFailure { get; set; } = HookFailure.Allow;
}
