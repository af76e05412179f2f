using Rooms.Configuration;

namespace Rooms.Gateway.Demo;

internal sealed class PhoneOptions
{
    public const string Section = "Phone";

    /// <summary>Who brings it is given the demo's session from anywhere. Made anew at each start of <c>./rooms up --phone</c>. Empty: nobody.</summary>
    [SecretValue]
    public string Key { get; set; } = "";
}
