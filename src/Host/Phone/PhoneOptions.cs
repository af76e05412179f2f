namespace Rooms.Host.Phone;

/// <summary><c>./rooms up --phone</c>: lets a phone in the same network watch, over HTTPS, without typing anything.</summary>
internal sealed class PhoneOptions
{
    public const string Section = "Phone";

    /// <summary>Off: it adds an address that the whole network reaches.</summary>
    public bool Enabled { get; set; }

    /// <summary>Where phones reach this machine. Empty: the address of the interface that has a gateway.</summary>
    public string Address { get; set; } = "";
}
